using static OrleansProxy.Hosting.Configuration.Catalogue.SettingFormats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "Stats": the page http://proxy-stats/.</summary>
internal static class StatsSection
{
    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<IReadOnlyList<string>>("Stats:AllowClients", s => s.Clients.StatsAllowClients, Addresses,
            "Clients that see everybody's recent requests on http://proxy-stats/; the others see their own.")
        { AppliesAtOnce = true },
    ];
}
