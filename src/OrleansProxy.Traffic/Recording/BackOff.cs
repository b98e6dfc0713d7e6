namespace OrleansProxy.Traffic.Recording;

/// <summary>Pauses between attempts on something that fails: 250 ms first, doubled each time, 5 s at most. Not thread-safe.</summary>
internal struct BackOff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private TimeSpan _next;

    /// <summary>Creates a sequence at its shortest pause.</summary>
    public BackOff() => _next = TimeSpan.FromMilliseconds(250);

    /// <summary>The pause to make now.</summary>
    public TimeSpan Next()
    {
        TimeSpan pause = _next;
        _next = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }
}
