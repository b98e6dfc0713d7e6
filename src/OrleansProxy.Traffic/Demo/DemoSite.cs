namespace OrleansProxy.Traffic.Demo;

/// <summary>A made-up site under a reserved name (RFC 2606).</summary>
/// <param name="Host">Its host.</param>
/// <param name="Popularity">How often a page load begins there; 0 for a host that only parts of pages come from.</param>
/// <param name="Kind">What it serves.</param>
/// <param name="Parts">Hosts that its pages load from, itself included.</param>
internal sealed record DemoSite(string Host, double Popularity, DemoKind Kind, IReadOnlyList<string> Parts);
