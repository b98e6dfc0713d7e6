namespace OrleansProxy.Policy.Limits;

/// <summary>How much a <see cref="RequestWindow"/> lets pass, in the ticks of one clock. Immutable.</summary>
public readonly record struct WindowLimit
{
    /// <summary>A limiter may deny early by at most <see cref="Period"/> divided by this.</summary>
    public const int Slots = 64;

    private readonly long _frequency;

    /// <summary>Converts a limit to the ticks of <paramref name="time"/>.</summary>
    /// <param name="count">Requests in any period, at least 1.</param>
    /// <param name="period">The length of the window, more than zero.</param>
    /// <param name="time">Whose monotonic timestamps the window will be given.</param>
    public WindowLimit(int count, TimeSpan period, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        Count = count;
        Period = period;
        _frequency = time.TimestampFrequency;
        PeriodTicks = Scale(period.Ticks, _frequency, TimeSpan.TicksPerSecond);
        SlotTicks = PeriodTicks / Slots;
    }

    /// <summary>Requests in any period.</summary>
    public int Count { get; }

    /// <summary>The length of the window.</summary>
    public TimeSpan Period { get; }

    internal long PeriodTicks { get; }

    internal long SlotTicks { get; }

    /// <summary>A distance of timestamps as a time, rounded up so that who waits that long has waited enough.</summary>
    internal TimeSpan ToWait(long ticks) => TimeSpan.FromTicks(Scale(ticks, TimeSpan.TicksPerSecond, _frequency));

    private static long Scale(long value, long numerator, long denominator) =>
        (long)(((Int128)value * numerator + denominator - 1) / denominator);
}
