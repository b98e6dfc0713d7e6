using System.Threading.Channels;
using OrleansProxy.Portal.Live;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Live;

public sealed class RefreshLoopTests
{
    private readonly HistoryPulse _pulse = new();
    private readonly ManualTime _time = new();
    private readonly Channel<DateTimeOffset> _refreshes = Channel.CreateUnbounded<DateTimeOffset>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_rows_are_shown_at_once_and_then_at_most_once_a_second()
    {
        await using RefreshLoop loop = Start();
        _pulse.Raise();
        DateTimeOffset last = await _refreshes.Reader.ReadAsync(Cancel);
        Assert.Equal(_time.GetUtcNow(), last);

        for (int i = 0; i < 3; i++)
        {
            DateTimeOffset next;
            while (!_refreshes.Reader.TryRead(out next))
            {
                Cancel.ThrowIfCancellationRequested();
                _pulse.Raise();
                _time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }

            Assert.True(next - last >= TimeSpan.FromSeconds(1), $"{next - last} after the one before");
            last = next;
        }
    }

    [Fact]
    public async Task Without_new_rows_time_alone_refreshes_every_five_seconds()
    {
        await using RefreshLoop loop = Start();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(_refreshes.Reader.TryPeek(out _));

        _time.Advance(TimeSpan.FromSeconds(0.1));

        await _refreshes.Reader.ReadAsync(Cancel);
    }

    [Fact]
    public async Task What_is_disposed_refreshes_no_more()
    {
        await Start().DisposeAsync();

        _pulse.Raise();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(_refreshes.Reader.TryPeek(out _));
    }

    private RefreshLoop Start() => new(_pulse, _time, () =>
    {
        _refreshes.Writer.TryWrite(_time.GetUtcNow());
        return Task.CompletedTask;
    });
}
