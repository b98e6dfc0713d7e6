namespace OrleansProxy.Policy.Destinations;

/// <summary>Whether a client may reach a port or an address.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Reason">When not, a sentence for the person at the client that names what was refused and the setting; else "".</param>
public readonly record struct DestinationVerdict(bool Allowed, string Reason)
{
    /// <summary>It may.</summary>
    public static DestinationVerdict Allow { get; } = new(true, "");

    /// <summary>It may not, for this reason.</summary>
    public static DestinationVerdict Refuse(string reason) => new(false, reason);
}
