using OrleansProxy.Hosting.Configuration.Formats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "Admin": the portal.</summary>
internal static class AdminSection
{
    private const int MaxHosts = 1_000;

    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<string>("Admin:Host", s => s.Admin.Host, new ListenAddressFormat(), "The address that the portal listens on.")
        { IsCommon = true },
        new Setting<int>("Admin:Port", s => s.Admin.Port, new PortFormat(), "The port that the portal listens on.")
        { IsCommon = true },
        new Setting<IReadOnlyList<string>>("Admin:AllowedHosts", s => s.Admin.AllowedHosts,
            new ListFormat("a list of host names such as proxy.example.com", MaxHosts, SettingChecks.HostName),
            "Host names that the portal answers to besides its address and localhost."),
        new Setting<string?>("Admin:InitialPassword", s => s.Admin.InitialPassword, new SecretFormat(),
            "The first administrator's password, used once, when there is no account; give it in the environment."),
        new Setting<string>("Admin:SetupLinkFile", s => s.Admin.SetupLinkFile, TextFormat.Path,
            "The file that holds the one-time set-up link until the first account is made, readable by its owner only."),
    ];
}
