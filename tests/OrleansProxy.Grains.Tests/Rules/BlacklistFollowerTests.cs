using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Rules;

public sealed class BlacklistFollowerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly ManualTime _time = new();
    private readonly GrainCallTiming _timing = new();
    private readonly InMemoryRuleStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_started_the_stored_rules_are_in_force()
    {
        await _store.AddAsync(new("example.com"), DateTimeOffset.UnixEpoch, Cancellation);
        using InProcessBlacklist grain = await StartGrainAsync();
        using GrainRuleBook book = Book(grain);
        using BlacklistFollower follower = Follow(book, grain);
        await follower.StartAsync(Cancellation);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("example.com").Effect);
        await follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_node_that_cannot_read_its_rules_does_not_start()
    {
        using InProcessBlacklist grain = await StartGrainAsync();
        grain.IsAway = true;
        using GrainRuleBook book = Book(grain);
        using BlacklistFollower follower = Follow(book, grain);
        await Assert.ThrowsAsync<RuleStoreException>(() => follower.StartAsync(Cancellation));
    }

    [Fact]
    public async Task What_another_node_changes_is_in_force_without_a_renewal()
    {
        using InProcessBlacklist grain = await StartGrainAsync();
        using GrainRuleBook book = Book(grain);
        using GrainRuleBook other = Book(grain);
        using BlacklistFollower follower = Follow(book, grain);
        await follower.StartAsync(Cancellation);
        Task<RuleSnapshot> changed = NextChangeAsync(book);
        await other.AddAsync(new("example.com"), Cancellation);
        Assert.Equal(RuleEffect.Block, (await changed).Decide("example.com").Effect);
        await follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_word_that_was_lost_costs_one_renewal()
    {
        using InProcessBlacklist grain = await StartGrainAsync();
        using GrainRuleBook book = Book(grain);
        using GrainRuleBook other = Book(grain);
        var deaf = new DeafObserver();
        using var follower = new BlacklistFollower(book, grain, _ => deaf, _timing, _time, NullLogger.Instance);
        await follower.StartAsync(Cancellation);
        await other.AddAsync(new("example.com"), Cancellation);
        Assert.Equal(1, deaf.Told);
        Assert.Empty(book.Current.Rules);
        Task<RuleSnapshot> changed = NextChangeAsync(book);
        _time.Advance(_timing.RulesRenewal);
        Assert.Equal(RuleEffect.Block, (await changed).Decide("example.com").Effect);
        await follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task An_outage_is_logged_and_survived()
    {
        using InProcessBlacklist grain = await StartGrainAsync();
        using GrainRuleBook book = Book(grain);
        var log = new CountingLogger();
        using BlacklistFollower follower = Follow(book, grain, log);
        await follower.StartAsync(Cancellation);
        Assert.True(await grain.NextReadingAsync());
        grain.IsAway = true;
        _time.Advance(_timing.RulesRenewal);
        Assert.False(await grain.NextReadingAsync());
        await follower.StopAsync(Cancellation);
        Assert.Equal(1, log.Lines);
    }

    [Fact]
    public async Task A_stopped_follower_has_unsubscribed_and_leaves_the_last_snapshot()
    {
        using InProcessBlacklist grain = await StartGrainAsync();
        using GrainRuleBook book = Book(grain);
        using BlacklistFollower follower = Follow(book, grain);
        await follower.StartAsync(Cancellation);
        await book.AddAsync(new("example.com"), Cancellation);
        await follower.StopAsync(Cancellation);
        Assert.Equal(0, grain.Subscriptions);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("example.com").Effect);
    }

    private static async Task<RuleSnapshot> NextChangeAsync(GrainRuleBook book)
    {
        var changed = new TaskCompletionSource<RuleSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        book.Changed += snapshot => changed.TrySetResult(snapshot);
        return await changed.Task.WaitAsync(Deadline, Cancellation);
    }

    private Task<InProcessBlacklist> StartGrainAsync() => InProcessBlacklist.StartAsync(_store, _timing, _time);

    private GrainRuleBook Book(InProcessBlacklist grain) => new(grain, new BlacklistOptions(), _timing, _time);

    private BlacklistFollower Follow(GrainRuleBook book, InProcessBlacklist grain, ILogger? logger = null) =>
        new(book, grain, self => self, _timing, _time, logger ?? NullLogger.Instance);

    private sealed class DeafObserver : IBlacklistObserver
    {
        public int Told { get; private set; }

        public void RulesChanged(long version) => Told++;
    }
}
