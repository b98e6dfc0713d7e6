namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>Many rules from one place, compiled. Immutable; shared by every snapshot that they are in force in.</summary>
/// <param name="name">How it is called: the file's name without its folder.</param>
/// <param name="domains">Names that are blocked with their subdomains.</param>
/// <param name="hosts">Names that are blocked by themselves.</param>
/// <param name="allowed">Names that are allowed with their subdomains.</param>
/// <param name="skipped">Entries that were not understood, or are of no use here.</param>
/// <param name="readAt">When, UTC.</param>
internal sealed class LoadedList(
    string name, NameIndex domains, NameIndex hosts, NameIndex allowed, int skipped, DateTimeOffset readAt)
{
    /// <summary>How it is called.</summary>
    public string Name { get; } = name;

    /// <summary>Names that are blocked with their subdomains.</summary>
    public NameIndex Domains { get; } = domains;

    /// <summary>Names that are blocked by themselves.</summary>
    public NameIndex Hosts { get; } = hosts;

    /// <summary>Names that are allowed with their subdomains.</summary>
    public NameIndex Allowed { get; } = allowed;

    /// <summary>Entries that were not understood, or are of no use here.</summary>
    public int Skipped { get; } = skipped;

    /// <summary>When it was read, UTC.</summary>
    public DateTimeOffset ReadAt { get; } = readAt;

    /// <summary>Different entries in force.</summary>
    public int Count => Domains.Count + Hosts.Count + Allowed.Count;

    /// <summary>How many labels the names have, as <see cref="Matching.HostDepth"/> says it.</summary>
    public ulong Depths => Domains.Depths | Hosts.Depths | Allowed.Depths;
}
