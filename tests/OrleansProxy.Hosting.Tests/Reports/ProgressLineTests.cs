using OrleansProxy.Hosting.Reports;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Hosting.Tests.Reports;

public sealed class ProgressLineTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void It_says_how_far_the_rows_have_come_in_time()
    {
        var line = new ProgressLine(_terminal, TimeRange.All, _time);
        DateTimeOffset now = _time.GetUtcNow();
        line.Report(new ExportProgress(1, 10, now.AddHours(-4)));
        _time.Advance(TimeSpan.FromSeconds(1));
        line.Report(new ExportProgress(12_345, 6_789_000, now.AddHours(-2)));

        Assert.Equal("\r\e[K[############............]  50 %  12,345 rows, 6.8 MB", _terminal.ToString());

        line.Clear();
        Assert.EndsWith("\r\e[K", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_done_at_once_shows_nothing()
    {
        var line = new ProgressLine(_terminal, TimeRange.All, _time);
        line.Report(new ExportProgress(1, 10, _time.GetUtcNow()));
        line.Clear();

        Assert.Equal("", _terminal.ToString());
    }
}
