namespace OrleansProxy.Portal.SignIn;

/// <summary>Keeps a return address from leading to another site.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path of the portal, otherwise the dashboard.</summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
