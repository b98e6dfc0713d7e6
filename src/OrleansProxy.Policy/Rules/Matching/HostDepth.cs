namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// How many dots names have, as a set of bits, so that a suffix of a host is looked up only where a name of its depth exists:
/// a host of a hundred labels costs no more than one of five.
/// </summary>
internal static class HostDepth
{
    private const int Last = 63;

    /// <summary>The set that has one name's depth; beyond 63 dots all are the same.</summary>
    public static ulong BitOf(ReadOnlySpan<char> name) => Bit(name.Count('.'));

    /// <summary>The set that has this number of dots.</summary>
    public static ulong Bit(int dots) => 1UL << Math.Min(dots, Last);
}
