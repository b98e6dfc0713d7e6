using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Tests.History;

/// <summary>How times to first byte are counted, added and read back.</summary>
public sealed class TtfbHistogramTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.999, 0)]
    [InlineData(1, 1)]
    [InlineData(1.4, 1)]
    [InlineData(1.5, 2)]
    [InlineData(2, 3)]
    [InlineData(32_767.9, 30)]
    [InlineData(32_768, 31)]
    [InlineData(1_000_000, 31)]
    public void A_time_belongs_to_the_bucket_whose_bounds_hold_it(double milliseconds, int bucket) =>
        Assert.Equal(bucket, TtfbHistogram.BucketOf(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void The_percentiles_of_a_sum_are_those_of_all_its_times()
    {
        TtfbHistogram quick = Of([.. Enumerable.Repeat(3.0, 90)]), slow = Of([.. Enumerable.Repeat(900.0, 10)]);

        TtfbHistogram both = quick.Add(slow);

        Assert.Equal(100, both.Count);
        Assert.InRange(both.Percentile(0.5)!.Value.TotalMilliseconds, 2.8, 4);
        Assert.InRange(both.Percentile(0.95)!.Value.TotalMilliseconds, 724, 1024);
    }

    [Fact]
    public void Nothing_counted_has_no_percentile() => Assert.Null(TtfbHistogram.Empty.Percentile(0.5));

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void A_percentile_is_off_by_less_than_its_bucket(double share)
    {
        double[] times = [.. Enumerable.Range(1, 1000).Select(i => i * 1.7)];
        double exact = times[Math.Clamp((int)Math.Ceiling(share * times.Length) - 1, 0, times.Length - 1)];

        double read = Of(times).Percentile(share)!.Value.TotalMilliseconds;

        Assert.InRange(read, exact / Math.Sqrt(2), exact * Math.Sqrt(2));
    }

    [Fact]
    public void A_share_beyond_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TtfbHistogram.Empty.Percentile(1.01));

    private static TtfbHistogram Of(double[] milliseconds)
    {
        long[] counts = new long[TtfbHistogram.BucketCount];
        foreach (double time in milliseconds)
        {
            counts[TtfbHistogram.BucketOf(TimeSpan.FromMilliseconds(time))]++;
        }

        return new TtfbHistogram(counts);
    }
}
