using static OrleansProxy.Hosting.Configuration.Catalogue.SettingFormats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "RateLimit".</summary>
internal static class RateLimitSection
{
    private const int Day = 86_400;

    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<bool>("RateLimit:Enabled", s => s.RateLimit.Enabled, OnOff, "Whether requests are limited at all.")
        { AppliesAtOnce = true },
        new Setting<int>("RateLimit:Count", s => s.RateLimit.Count, Number(1, 1_000_000),
            "Requests that one client may make in any RateLimit:Period.")
        { AppliesAtOnce = true, OlderName = "RATE_LIMIT_COUNT", IsCommon = true },
        new Setting<TimeSpan>("RateLimit:Period", s => s.RateLimit.Period, Seconds(1, Day), "The length of the window.")
        { AppliesAtOnce = true, OlderName = "RATE_LIMIT_PERIOD", IsCommon = true },
        new Setting<IReadOnlyList<string>>("RateLimit:Exempt", s => s.RateLimit.Exempt, Addresses, "Clients that are never limited.")
        { AppliesAtOnce = true },
        new Setting<int>("RateLimit:MaxClients", s => s.RateLimit.MaxClients, Number(1_000, 10_000_000),
            "Clients remembered at once.")
        { AppliesAtOnce = true },
    ];
}
