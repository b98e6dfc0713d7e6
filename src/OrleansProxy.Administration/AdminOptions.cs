namespace OrleansProxy.Administration;

/// <summary>Settings of the section "Admin".</summary>
public sealed class AdminOptions
{
    /// <summary>The address that the portal listens on. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The portal's port, 1 to 65535, or 0 for a free one. Default 8081.</summary>
    public int Port { get; set; } = 8081;

    /// <summary>
    /// Host names and addresses (IPv6 with or without brackets) that the portal answers to besides <see cref="Host"/>, localhost and
    /// loopback addresses; a request for any other is refused (DNS rebinding). Default none.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>The first administrator's password, for containers; used once, when there is no account. Default none.</summary>
    public string? InitialPassword { get; set; }

    /// <summary>The file that holds the one-time set-up link until the first account is made, readable by its owner only.</summary>
    public string SetupLinkFile { get; set; } = "Logs/setup-link.txt";
}
