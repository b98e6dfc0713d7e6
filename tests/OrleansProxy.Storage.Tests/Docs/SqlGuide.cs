using System.Text.RegularExpressions;

namespace OrleansProxy.Storage.Tests.Docs;

/// <summary>docs/sql.md, read as a person would.</summary>
internal static partial class SqlGuide
{
    /// <summary>The queries as printed.</summary>
    public static IReadOnlyList<string> Queries { get; } = [.. Query().Matches(Read()).Select(match => match.Groups[1].Value)];

    /// <summary>The documented columns of a view, in their order.</summary>
    public static string[] Columns(string view)
    {
        string section = Regex.Split(Read(), "^## ", RegexOptions.Multiline)
            .Single(text => text.StartsWith($"{view}\n", StringComparison.Ordinal));
        return [.. Column().Matches(section).Select(match => match.Groups[1].Value).Where(name => name != "column")];
    }

    private static string Read()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OrleansProxy.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return File.ReadAllText(Path.Combine(folder, "docs", "sql.md"));
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"^\| ([a-z_]+) \|", RegexOptions.Multiline)]
    private static partial Regex Column();
}
