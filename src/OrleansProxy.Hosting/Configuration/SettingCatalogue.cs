using OrleansProxy.Hosting.Configuration.Catalogue;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>Every setting there is, in the order in which they are shown.</summary>
internal static class SettingCatalogue
{
    // Sections that other libraries, or the cluster's own program, read for themselves.
    private static readonly string[] ForeignSections = ["Serilog", "Orleans", "ConnectionStrings", "$schema"];

    private static readonly Dictionary<string, Setting> ByKey;

    static SettingCatalogue()
    {
        All =
        [
            .. ProxySection.Settings, .. CacheSection.Settings, .. BlacklistSection.Settings, .. RateLimitSection.Settings,
            .. LogSection.Settings, .. HistorySection.Settings, .. StatsSection.Settings, .. AdminSection.Settings,
        ];
        ByKey = All.ToDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All settings, section by section.</summary>
    public static IReadOnlyList<Setting> All { get; }

    /// <summary>The setting with this key, without regard to case, or null.</summary>
    public static Setting? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Whether a key is a setting, or an entry of one that is a list.</summary>
    public static bool IsKnown(string key)
    {
        if (ByKey.ContainsKey(key))
        {
            return true;
        }

        int colon = key.LastIndexOf(':');
        return colon > 0 && Find(key[..colon]) is { IsList: true } list && Setting.IsEntry(key, list.Key + ":");
    }

    /// <summary>Whether a key is none of our business: another library's section, or another program's variable.</summary>
    public static bool IsForeign(string key, SettingSourceKind kind)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        string section = colon < 0 ? key : key[..colon];
        return ForeignSections.Contains(section, StringComparer.OrdinalIgnoreCase)
            || (kind == SettingSourceKind.Environment && (colon < 0 || !IsSection(section)));
    }

    /// <summary>The key that looks most like this one, or null when none is near.</summary>
    public static string? Nearest(string key) => NearestName.Find(key, All.Select(setting => setting.Key));

    private static bool IsSection(string section) =>
        All.Any(setting => setting.Section.Equals(section, StringComparison.OrdinalIgnoreCase));
}
