using OrleansProxy.Hosting.Configuration.Formats;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>The one-line messages about settings.</summary>
internal static class SettingMessage
{
    private const int MaxValueLength = 100;

    /// <summary>A value that is not allowed.</summary>
    public static string NotAllowed(Setting setting, SettingFault fault, SettingSource source)
    {
        string reason = fault.Reason is null ? "" : " " + OneLine(fault.Reason);
        return $"{setting.Key} is \"{Shorten(fault.Value)}\": {setting.Allowed} is allowed.{reason}{Place(source)}";
    }

    /// <summary>A key that is no setting.</summary>
    public static string Unknown(string key, SettingSource source)
    {
        string? nearest = SettingCatalogue.Nearest(key);
        string advice = nearest is null ? ", and no setting has a name like it" : $": did you mean {nearest}?";
        return $"{Shorten(key)} is not a setting{advice}{(nearest is null ? "." : "")}{Place(source)}";
    }

    /// <summary>A text on one line, whatever was in it.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    private static string Shorten(string text) =>
        text.Length <= MaxValueLength ? OneLine(text) : OneLine(text[..MaxValueLength]) + "...";

    // Who has just typed it needs no telling where it came from.
    private static string Place(SettingSource source) =>
        source.Kind == SettingSourceKind.CommandLine ? "" : $" It is set in {source.Name}.";
}
