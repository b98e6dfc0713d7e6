using OrleansProxy.Grains.Calls;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Rules;

public sealed class GrainRuleBookTests
{
    private readonly ManualTime _time = new();
    private readonly GrainCallTiming _timing = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_reading_the_configured_rules_are_in_force()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new() { Rules = ["one.example"] }, _timing, _time);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("one.example").Effect);
        Assert.Equal(0, book.Current.Version);
    }

    [Fact]
    public async Task Reading_again_what_is_known_publishes_nothing()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new(), _timing, _time);
        await book.AddAsync(new("example.com"), Cancellation);
        RuleSnapshot before = book.Current;
        await book.RefreshAsync(Cancellation);
        Assert.Same(before, book.Current);
    }

    [Fact]
    public async Task Changed_settings_come_into_force_with_a_new_version_and_unchanged_ones_do_nothing()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new() { Rules = ["one.example"] }, _timing, _time);
        await book.AddAsync(new("three.example"), Cancellation);
        RuleSnapshot before = book.Current;
        await book.ApplyAsync(new() { Rules = ["one.example"] }, Cancellation);
        Assert.Same(before, book.Current);
        await book.ApplyAsync(new() { Rules = ["two.example"] }, Cancellation);
        Assert.True(book.Current.Version > before.Version);
        Assert.Equal(RuleEffect.None, book.Current.Decide("one.example").Effect);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("two.example").Effect);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("three.example").Effect);
    }

    [Fact]
    public async Task Lists_of_this_node_are_in_force_beside_the_rules_of_the_grain_and_outlast_a_change_of_them()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "listed.example", Cancellation);
        var files = new ListFiles(_time);
        files.Look([path], Cancellation);
        File.Delete(path);
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new(), _timing, _time);
        long before = book.Current.Version;
        ILiveSettings<RuleLists> taker = book;
        await taker.ApplyAsync(files.Current, Cancellation);
        Assert.Equal(before + 1, book.Current.Version);
        await book.AddAsync(new("ruled.example"), Cancellation);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("listed.example").Effect);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("ruled.example").Effect);
    }

    [Fact]
    public async Task A_match_that_is_changed_live_is_the_one_that_new_rules_are_compared_by()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new(), _timing, _time);
        Rule bare = await book.AddAsync(new("example.com"), Cancellation);
        Assert.Equal(bare, await book.AddAsync(new(".example.com"), Cancellation));
        await book.ApplyAsync(new() { Match = BlacklistMatch.Substring }, Cancellation);
        Rule dotted = await book.AddAsync(new(".example.com"), Cancellation);
        Assert.NotEqual(bare, dotted);
        Assert.Equal(dotted, await book.AddAsync(new(".EXAMPLE.com"), Cancellation));
        Assert.Equal(2, book.Current.Rules.Length);
    }

    [Fact]
    public async Task While_the_grain_is_away_the_snapshot_stays_and_changes_fail()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new(), _timing, _time);
        await book.AddAsync(new("example.com"), Cancellation);
        grain.IsAway = true;
        await Assert.ThrowsAsync<RuleStoreException>(() => book.AddAsync(new("other.example"), Cancellation));
        await Assert.ThrowsAsync<RuleStoreException>(() => book.RemoveAsync(1, Cancellation));
        await Assert.ThrowsAsync<RuleStoreException>(() => book.SetEnabledAsync(1, false, Cancellation));
        Assert.Equal(RuleEffect.Block, book.Current.Decide("example.com").Effect);
        Assert.Equal(RuleEffect.None, book.Current.Decide("other.example").Effect);
    }

    [Fact]
    public async Task A_grain_that_hangs_is_given_up_after_the_timeout()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new(), _timing, _time);
        grain.IsSilent = true;
        Task<Rule> adding = book.AddAsync(new("example.com"), Cancellation);
        _time.Advance(_timing.RulesTimeout);
        RuleStoreException told = await Assert.ThrowsAsync<RuleStoreException>(() => adding);
        Assert.IsType<TimeoutException>(told.InnerException);
        Assert.StartsWith("The cluster's rules cannot be reached now; ", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_is_refused_before_the_grain_is_asked()
    {
        using InProcessBlacklist grain = await InProcessBlacklist.StartAsync(new InMemoryRuleStore(), _timing, _time);
        using var book = new GrainRuleBook(grain, new(), _timing, _time);
        string comment = new('x', LocalRuleBook.MaxCommentLength + 1);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => book.AddAsync(new("example.com", comment), Cancellation));
        Assert.Empty(book.Current.Rules);
    }
}
