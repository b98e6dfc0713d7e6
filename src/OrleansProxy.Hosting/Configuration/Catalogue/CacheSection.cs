using static OrleansProxy.Hosting.Configuration.Catalogue.SettingFormats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "Cache".</summary>
internal static class CacheSection
{
    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<bool>("Cache:Enabled", s => s.Cache.Enabled, OnOff, "Whether responses are stored and served again.")
        { OlderName = "CACHE_ENABLED", IsCommon = true },
        new Setting<int>("Cache:MaxEntries", s => s.Cache.MaxEntries, Number(1, 10_000_000), "Responses kept at once.")
        { OlderName = "MAX_CACHE_ENTRIES", AppliesAtOnce = true },
        new Setting<long>("Cache:MemoryBytes", s => s.Cache.MemoryBytes, LongBytes(1_000_000, 1_000_000_000_000),
            "Memory for stored responses, heads and bodies.")
        { AppliesAtOnce = true },
        new Setting<long>("Cache:MaxBodyBytes", s => s.Cache.MaxBodyBytes, LongBytes(1_000, 1_000_000_000),
            "The largest body that is stored.")
        { AppliesAtOnce = true },
    ];
}
