namespace OrleansProxy.Portal.SignIn;

/// <summary>Keeps a return address from leading to another site.</summary>
internal static class LocalAddress
{
    /// <summary>
    /// The address when it is a path of the portal, otherwise the dashboard. Only printable ASCII is taken: nothing else may stand in a
    /// Location header, and an address that a browser was sent from is percent-encoded.
    /// </summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.All(letter => letter is > ' ' and <= '~') ? address : "/";
}
