using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Calls;

public sealed class BoundedCallsTests
{
    private readonly ManualTime _time = new();
    private readonly GrainCallTiming _timing = new();
    private readonly BoundedCalls<string> _calls;

    public BoundedCallsTests() => _calls = new BoundedCalls<string>(_timing, _time, NullLogger.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_passed_on()
    {
        GrainAnswer<int> answer = await _calls.AskAsync("one", () => new ValueTask<int>(7), Cancellation);
        Assert.Equal(new GrainAnswer<int>(true, 7), answer);
    }

    [Fact]
    public async Task Patience_ends_after_the_answer_timeout()
    {
        ValueTask<GrainAnswer<int>> asked = _calls.AskAsync("one", NeverAsync, Cancellation);
        _time.Advance(_timing.AnswerTimeout - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.False((await asked).Given);
    }

    [Fact]
    public async Task After_a_fault_that_grain_is_not_asked_until_the_pause_is_over()
    {
        Assert.False((await _calls.AskAsync("one", FailAsync, Cancellation)).Given);
        int asked = 0;
        ValueTask<int> CountAsync() => new(++asked);
        _time.Advance(_timing.RetryPause - TimeSpan.FromTicks(1));
        Assert.False((await _calls.AskAsync("one", CountAsync, Cancellation)).Given);
        Assert.Equal(0, asked);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True((await _calls.AskAsync("one", CountAsync, Cancellation)).Given);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task After_a_fault_other_grains_are_asked()
    {
        Assert.False((await _calls.AskAsync("one", FailAsync, Cancellation)).Given);
        Assert.True((await _calls.AskAsync("two", () => new ValueTask<int>(7), Cancellation)).Given);
    }

    [Fact]
    public async Task While_many_grains_are_silent_none_is_asked()
    {
        for (int grain = 0; grain < BoundedCalls<int>.SilentGrains; grain++)
        {
            Assert.True((await _calls.AskAsync("healthy", () => new ValueTask<int>(7), Cancellation)).Given);
            Assert.False((await _calls.AskAsync($"silent {grain}", FailAsync, Cancellation)).Given);
        }

        Assert.False((await _calls.AskAsync("healthy", () => new ValueTask<int>(7), Cancellation)).Given);
        _time.Advance(_timing.RetryPause);
        Assert.True((await _calls.AskAsync("healthy", () => new ValueTask<int>(7), Cancellation)).Given);
    }

    [Fact]
    public async Task Giving_up_is_no_fault_of_the_grain()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        ValueTask<GrainAnswer<int>> asked = _calls.AskAsync("one", NeverAsync, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(asked.AsTask);
        Assert.True((await _calls.AskAsync("one", () => new ValueTask<int>(7), Cancellation)).Given);
    }

    [Fact]
    public async Task Of_an_outage_one_line_a_pause_is_logged()
    {
        var log = new CountingLogger();
        var calls = new BoundedCalls<string>(_timing, _time, log);
        Task<GrainAnswer<int>>[] asked =
            [calls.AskAsync("one", NeverAsync, Cancellation).AsTask(), calls.AskAsync("one", NeverAsync, Cancellation).AsTask()];
        _time.Advance(_timing.AnswerTimeout);
        Assert.False((await asked[0]).Given);
        Assert.False((await asked[1]).Given);
        await calls.AskAsync("one", FailAsync, Cancellation);
        Assert.Equal(1, log.Lines);
        _time.Advance(_timing.RetryPause);
        await calls.AskAsync("one", FailAsync, Cancellation);
        Assert.Equal(2, log.Lines);
    }

    private static ValueTask<int> FailAsync() => ValueTask.FromException<int>(new InvalidOperationException("The silo is away."));

    private static ValueTask<int> NeverAsync() => new(new TaskCompletionSource<int>().Task);
}
