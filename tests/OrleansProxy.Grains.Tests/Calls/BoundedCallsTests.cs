using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Calls;

public sealed class BoundedCallsTests
{
    private readonly ManualTime _time = new();
    private readonly GrainCallOptions _options = new();
    private readonly BoundedCalls _calls;

    public BoundedCallsTests() => _calls = new BoundedCalls(_options, _time, NullLogger.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_passed_on()
    {
        GrainAnswer<int> answer = await _calls.AskAsync(() => new ValueTask<int>(7), Cancellation);
        Assert.Equal(new GrainAnswer<int>(true, 7), answer);
    }

    [Fact]
    public async Task Patience_ends_after_the_answer_timeout()
    {
        ValueTask<GrainAnswer<int>> asked = _calls.AskAsync(NeverAsync, Cancellation);
        _time.Advance(_options.AnswerTimeout - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.False((await asked).Given);
    }

    [Fact]
    public async Task After_a_fault_nobody_is_asked_until_the_pause_is_over()
    {
        Assert.False((await _calls.AskAsync(FailAsync, Cancellation)).Given);
        int asked = 0;
        ValueTask<int> CountAsync() => new(++asked);
        _time.Advance(_options.RetryPause - TimeSpan.FromTicks(1));
        Assert.False((await _calls.AskAsync(CountAsync, Cancellation)).Given);
        Assert.Equal(0, asked);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True((await _calls.AskAsync(CountAsync, Cancellation)).Given);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Giving_up_is_no_fault_of_the_grain()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        ValueTask<GrainAnswer<int>> asked = _calls.AskAsync(NeverAsync, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(asked.AsTask);
        Assert.True((await _calls.AskAsync(() => new ValueTask<int>(7), Cancellation)).Given);
    }

    [Fact]
    public async Task Of_an_outage_one_line_a_pause_is_logged()
    {
        var log = new CountingLogger();
        var calls = new BoundedCalls(_options, _time, log);
        Task<GrainAnswer<int>>[] asked =
            [calls.AskAsync(NeverAsync, Cancellation).AsTask(), calls.AskAsync(NeverAsync, Cancellation).AsTask()];
        _time.Advance(_options.AnswerTimeout);
        Assert.False((await asked[0]).Given);
        Assert.False((await asked[1]).Given);
        await calls.AskAsync(FailAsync, Cancellation);
        Assert.Equal(1, log.Lines);
        _time.Advance(_options.RetryPause);
        await calls.AskAsync(FailAsync, Cancellation);
        Assert.Equal(2, log.Lines);
    }

    private static ValueTask<int> FailAsync() => ValueTask.FromException<int>(new InvalidOperationException("The silo is away."));

    private static ValueTask<int> NeverAsync() => new(new TaskCompletionSource<int>().Task);
}
