using System.Collections.Immutable;

namespace OrleansProxy.Traffic.History;

/// <summary>
/// Times to first byte, counted in fixed buckets whose bounds grow by the square root of two, so that histograms of any ranges and
/// clients add up. Immutable.
/// </summary>
public sealed class TtfbHistogram
{
    /// <summary>Buckets: the first is for less than a millisecond, the last for 2^15 milliseconds (32.8 s) and more.</summary>
    public const int BucketCount = 32;

    private static readonly double[] UpperMilliseconds = [.. Enumerable.Range(0, BucketCount - 1).Select(i => Math.Pow(2, i / 2.0))];

    private readonly ImmutableArray<long> _counts;

    /// <summary>Takes the counts of the buckets, shortest times first.</summary>
    /// <exception cref="ArgumentException">There are not <see cref="BucketCount"/> of them.</exception>
    public TtfbHistogram(ReadOnlySpan<long> counts)
    {
        if (counts.Length != BucketCount)
        {
            throw new ArgumentException($"A histogram has {BucketCount} buckets, not {counts.Length}.", nameof(counts));
        }

        _counts = [.. counts];
        foreach (long count in counts)
        {
            Count += count;
        }
    }

    /// <summary>A histogram of nothing.</summary>
    public static TtfbHistogram Empty { get; } = new(new long[BucketCount]);

    /// <summary>How many times were counted.</summary>
    public long Count { get; }

    /// <summary>The counts of the buckets, shortest times first.</summary>
    public ImmutableArray<long> Counts => _counts;

    /// <summary>The bucket that a time belongs to, 0 to <see cref="BucketCount"/> - 1.</summary>
    public static int BucketOf(TimeSpan time)
    {
        int at = Array.BinarySearch(UpperMilliseconds, time.TotalMilliseconds);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>The upper bound of a bucket, itself not in it; null for the last, which has none.</summary>
    public static TimeSpan? UpperBound(int bucket) =>
        bucket == BucketCount - 1 ? null : TimeSpan.FromMilliseconds(UpperMilliseconds[bucket]);

    /// <summary>The sum of two histograms.</summary>
    public TtfbHistogram Add(TtfbHistogram other)
    {
        Span<long> sums = stackalloc long[BucketCount];
        for (int i = 0; i < BucketCount; i++)
        {
            sums[i] = _counts[i] + other._counts[i];
        }

        return new TtfbHistogram(sums);
    }

    /// <summary>
    /// The time that this share of all times does not exceed, by even spread within its bucket; null when nothing was counted. Times of
    /// the last bucket are given as its lower bound.
    /// </summary>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public TimeSpan? Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double rank = share * Count;
        double below = 0;
        for (int i = 0; i < BucketCount; i++)
        {
            if (_counts[i] > 0 && below + _counts[i] >= rank)
            {
                return Within(i, (rank - below) / _counts[i]);
            }

            below += _counts[i];
        }

        return null;
    }

    private static TimeSpan Within(int bucket, double share)
    {
        double lower = bucket == 0 ? 0 : UpperMilliseconds[bucket - 1];
        double upper = bucket == BucketCount - 1 ? lower : UpperMilliseconds[bucket];
        return TimeSpan.FromMilliseconds(lower + ((upper - lower) * share));
    }
}
