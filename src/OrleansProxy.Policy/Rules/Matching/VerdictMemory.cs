using System.Numerics;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// What one snapshot has said of the last hosts for which a regular expression had to be asked, since browsers ask for the same
/// hosts again and again; all others are decided as fast as they could be remembered.
/// A host has one place, and the later one takes it. Thread-safe without a lock: a place holds a reference to something
/// immutable, or null.
/// </summary>
internal sealed class VerdictMemory
{
    /// <summary>Hosts remembered at most; with a host each, about half a megabyte.</summary>
    private const int Places = 4_096;

    private readonly Seen?[] _places = new Seen?[BitOperations.RoundUpToPowerOf2(Places)];

    /// <summary>What was said of this host.</summary>
    public bool TryFind(string host, out RuleVerdict verdict)
    {
        Seen? seen = Volatile.Read(ref PlaceOf(host));
        bool isSame = seen is not null && seen.Host == host;
        verdict = isSame ? seen!.Verdict : default;
        return isSame;
    }

    /// <summary>Remembers what was said of a host.</summary>
    public void Keep(string host, RuleVerdict verdict) => Volatile.Write(ref PlaceOf(host), new Seen(host, verdict));

    private ref Seen? PlaceOf(string host) => ref _places[HostHash.Of(host) & (_places.Length - 1)];

    private sealed record Seen(string Host, RuleVerdict Verdict);
}
