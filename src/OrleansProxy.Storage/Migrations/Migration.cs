using System.Globalization;
using System.Reflection;

namespace OrleansProxy.Storage.Migrations;

/// <summary>One step of the schema, forward only: an embedded file "0001_name.sql". Immutable.</summary>
/// <param name="Version">What <c>PRAGMA user_version</c> stands at once it is done.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(int Version, string Sql)
{
    /// <summary>All steps in order, numbered from 1 without a gap.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>The version that this program reads and writes.</summary>
    public static int Latest => All[^1].Version;

    private static List<Migration> Load()
    {
        Assembly assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
