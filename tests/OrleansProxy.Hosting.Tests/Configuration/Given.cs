using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Tests.Configuration;

/// <summary>Settings read from given places, without a file or an environment of the machine.</summary>
internal static class Given
{
    public static SettingSource CommandLine(params (string Key, string Value)[] values) =>
        Source("the command line", SettingSourceKind.CommandLine, values);

    public static SettingSource Environment(params (string Key, string Value)[] values) =>
        Source("the environment", SettingSourceKind.Environment, values);

    public static SettingSource File(params (string Key, string Value)[] values) =>
        Source("appsettings.json", SettingSourceKind.File, values);

    public static SettingSources Folder(string folder, params (string Key, string Value)[] commandLine) =>
        new(folder, folder, new Dictionary<string, string>(), [.. commandLine.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))]);

    private static SettingSource Source(string name, SettingSourceKind kind, (string Key, string Value)[] values) =>
        new(name, kind, values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
}
