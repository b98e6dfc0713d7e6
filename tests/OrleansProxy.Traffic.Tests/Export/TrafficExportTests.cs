using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Export;

public sealed class TrafficExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ExportFormat.Csv, 5_001)]
    [InlineData(ExportFormat.Jsonl, 5_000)]
    public async Task Rows_are_counted_and_written_on_the_way(ExportFormat format, int lines)
    {
        using var output = new MemoryStream();
        var steps = new Steps();

        long rows = await TrafficExport.WriteAsync(output, Rows(5_000), format, steps, Token);

        Assert.Equal(5_000, rows);
        Assert.Equal(lines, output.ToArray().Count(octet => octet == '\n'));
        Assert.True(steps.Seen.Count > 3, "A large export is not written in one piece.");
        Assert.Equal(steps.Seen.OrderBy(step => step.Rows), steps.Seen);
        Assert.Equal(new ExportProgress(5_000, output.Length, SampleRecord.Forwarded.Timestamp), steps.Seen[^1]);
    }

    [Fact]
    public async Task Nothing_is_a_header_line_in_csv_and_nothing_in_json()
    {
        Assert.Single((await ExportedText.OfAsync(ExportFormat.Csv)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", await ExportedText.OfAsync(ExportFormat.Jsonl));
    }

    [Fact]
    public async Task It_gives_up_when_told()
    {
        using var giveUp = new CancellationTokenSource();

        async IAsyncEnumerable<TrafficRow> Endless()
        {
            for (long id = 0; ; id++)
            {
                await giveUp.CancelAsync();
                yield return new TrafficRow(id, SampleRecord.Forwarded);
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TrafficExport.WriteAsync(Stream.Null, Endless(), ExportFormat.Csv, null, giveUp.Token));
    }

    /// <summary>Seconds are written to the microsecond, without the noise of binary fractions.</summary>
    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(10, "0.000001")]
    [InlineData(4, "0.0")]
    [InlineData(15, "0.000002")]
    [InlineData(1_000_000, "0.1")]
    [InlineData(36_000_000_000, "3600.0")]
    [InlineData(9_999_999_999, "1000.0")]
    public async Task Seconds_have_one_to_six_digits(long ticks, string text)
    {
        string csv = await ExportedText.OfAsync(ExportFormat.Csv, SampleRecord.Forwarded with { Duration = TimeSpan.FromTicks(ticks) });

        Assert.Contains($",1234,567,{text},0.012,", csv, StringComparison.Ordinal);
    }

    private static IAsyncEnumerable<TrafficRow> Rows(int count) =>
        ExportedText.Rows(Enumerable.Repeat<TrafficRecord>(SampleRecord.Forwarded, count));

    private sealed class Steps : IProgress<ExportProgress>
    {
        public List<ExportProgress> Seen { get; } = [];

        public void Report(ExportProgress value) => Seen.Add(value);
    }
}
