using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>
/// The places that settings come from, weakest first: appsettings.json beside the program, appsettings.json in the working
/// folder, environment, environment with the prefix ORLEANSPROXY_, command line. Immutable; each load reads the files anew.
/// </summary>
internal sealed class SettingSources(
    string programFolder,
    string workingFolder,
    IReadOnlyDictionary<string, string> environment,
    IReadOnlyList<KeyValuePair<string, string>> commandLine)
{
    private const string FileName = "appsettings.json";
    private const string Prefix = "ORLEANSPROXY_";

    /// <summary>The files, whether they exist or not, weakest first.</summary>
    public IReadOnlyList<string> Files { get; } =
    [
        .. new[] { programFolder, workingFolder }
            .Select(folder => Path.Combine(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), FileName))
            .Distinct(),
    ];

    /// <summary>Reads every place.</summary>
    /// <exception cref="SettingException">A file cannot be read, or is not JSON.</exception>
    public IReadOnlyList<SettingSource> Load() =>
    [
        .. Files.Select(LoadFile),
        new SettingSource("the environment", SettingSourceKind.Environment, Variables("")),
        new SettingSource("the environment", SettingSourceKind.Environment, Variables(Prefix)),
        new SettingSource("the command line", SettingSourceKind.CommandLine, commandLine),
    ];

    private static SettingSource LoadFile(string path)
    {
        if (!File.Exists(path))
        {
            return new SettingSource(path, SettingSourceKind.File, []);
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return new SettingSource(path, SettingSourceKind.File, JsonSettings.Read(stream));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidDataException)
        {
            throw new SettingException($"{path} cannot be understood as JSON. {SettingMessage.OneLine(exception.Message)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{path} cannot be read. {SettingMessage.OneLine(exception.Message)}");
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Variables(string prefix) => environment
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .Select(pair => KeyValuePair.Create(
            pair.Key[prefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair.Value));
}
