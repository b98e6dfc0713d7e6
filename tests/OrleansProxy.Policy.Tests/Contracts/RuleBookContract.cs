using OrleansProxy.Policy.Rules;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Contracts;

/// <summary>What every <see cref="IRuleBook"/> does. Each test has a book over a store of its own.</summary>
public abstract class RuleBookContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens the book under test; one that cannot fake its clock ignores <paramref name="time"/>.</summary>
    protected abstract ValueTask<IRuleBook> OpenAsync(IRuleStore store, BlacklistOptions options, TimeProvider time);

    [Fact]
    public async Task An_empty_book_says_nothing_of_any_host()
    {
        IRuleBook book = await OpenAsync();
        Assert.Empty(book.Current.Rules);
        Assert.Equal(RuleEffect.None, book.Current.Decide("example.com").Effect);
    }

    [Fact]
    public async Task An_added_rule_is_in_force_when_the_call_returns()
    {
        IRuleBook book = await OpenAsync();
        long before = book.Current.Version;
        Rule rule = await book.AddAsync(new("example.com", "why"), Cancellation);
        Assert.True(rule.Id > 0);
        Assert.Equal("why", rule.Comment);
        Assert.Equal(RuleOrigin.Portal, rule.Origin);
        Assert.Equal(new RuleVerdict(RuleEffect.Block, rule), book.Current.Decide("www.example.com"));
        Assert.True(book.Current.Version > before);
    }

    [Fact]
    public async Task A_snapshot_that_was_taken_does_not_change()
    {
        IRuleBook book = await OpenAsync();
        RuleSnapshot taken = book.Current;
        await book.AddAsync(new("example.com"), Cancellation);
        Assert.Empty(taken.Rules);
        Assert.NotSame(taken, book.Current);
    }

    [Fact]
    public async Task A_removed_rule_is_gone_and_cannot_be_removed_again()
    {
        IRuleBook book = await OpenAsync();
        Rule rule = await book.AddAsync(new("example.com"), Cancellation);
        Assert.True(await book.RemoveAsync(rule.Id, Cancellation));
        Assert.Empty(book.Current.Rules);
        Assert.Equal(RuleEffect.None, book.Current.Decide("example.com").Effect);
        Assert.False(await book.RemoveAsync(rule.Id, Cancellation));
    }

    [Fact]
    public async Task A_rule_switched_off_stays_in_the_book_without_effect()
    {
        IRuleBook book = await OpenAsync();
        Rule rule = await book.AddAsync(new("example.com"), Cancellation);
        Assert.True(await book.SetEnabledAsync(rule.Id, false, Cancellation));
        Assert.False(Assert.Single(book.Current.Rules).Enabled);
        Assert.Equal(RuleEffect.None, book.Current.Decide("example.com").Effect);
        Assert.True(await book.SetEnabledAsync(rule.Id, true, Cancellation));
        Assert.Equal(RuleEffect.Block, book.Current.Decide("example.com").Effect);
    }

    [Fact]
    public async Task A_rule_that_is_not_there_cannot_be_switched()
    {
        IRuleBook book = await OpenAsync();
        Assert.False(await book.SetEnabledAsync(4_711, true, Cancellation));
    }

    [Fact]
    public async Task A_pattern_that_cannot_be_understood_is_refused_and_leaves_no_trace()
    {
        IRuleBook book = await OpenAsync();
        long before = book.Current.Version;
        await Assert.ThrowsAsync<RulePatternException>(() => book.AddAsync(new("http://example.com/x"), Cancellation));
        Assert.Empty(book.Current.Rules);
        Assert.Equal(before, book.Current.Version);
    }

    [Fact]
    public async Task The_same_pattern_again_keeps_the_one_rule_and_switches_it_on()
    {
        IRuleBook book = await OpenAsync();
        Rule first = await book.AddAsync(new("example.com", "first"), Cancellation);
        await book.SetEnabledAsync(first.Id, false, Cancellation);
        Rule second = await book.AddAsync(new(" EXAMPLE.com. ", "second"), Cancellation);
        Assert.Equal(first, second);
        Assert.Equal(first, Assert.Single(book.Current.Rules));
    }

    [Fact]
    public async Task Changes_are_told_with_the_snapshot_that_is_in_force()
    {
        IRuleBook book = await OpenAsync();
        var told = new List<RuleSnapshot>();
        book.Changed += snapshot =>
        {
            Assert.Same(book.Current, snapshot);
            told.Add(snapshot);
        };
        Rule rule = await book.AddAsync(new("example.com"), Cancellation);
        await book.SetEnabledAsync(rule.Id, false, Cancellation);
        await book.RemoveAsync(rule.Id, Cancellation);
        Assert.Equal(3, told.Count);
        Assert.Equal(told.Select(snapshot => snapshot.Version).Order().Distinct(), told.Select(snapshot => snapshot.Version));
    }

    [Fact]
    public async Task Stored_rules_are_in_force_in_a_book_that_is_opened_later()
    {
        var store = new InMemoryRuleStore();
        await store.AddAsync(new("example.com"), DateTimeOffset.UnixEpoch, Cancellation);
        IRuleBook book = await OpenAsync(store, new(), new ManualTime());
        Assert.Equal(RuleEffect.Block, book.Current.Decide("example.com").Effect);
        Assert.True(book.Current.Version >= 1);
    }

    [Fact]
    public async Task Configured_rules_are_in_force_beside_stored_ones_and_cannot_be_changed_here()
    {
        IRuleBook book = await OpenAsync(new InMemoryRuleStore(), new() { Rules = ["one.example", "two.example"] }, new ManualTime());
        await book.AddAsync(new("three.example"), Cancellation);
        Rule configured = book.Current.Decide("two.example").Rule!;
        Assert.Equal(RuleOrigin.Configuration, configured.Origin);
        Assert.True(configured.Id < 0);
        Assert.Equal(3, book.Current.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.False(await book.RemoveAsync(configured.Id, Cancellation));
        Assert.False(await book.SetEnabledAsync(configured.Id, false, Cancellation));
        Assert.Equal(RuleEffect.Block, book.Current.Decide("three.example").Effect);
    }

    [Fact]
    public async Task An_allow_wins_wherever_it_comes_from()
    {
        IRuleBook book = await OpenAsync(
            new InMemoryRuleStore(), new() { Rules = ["example.com", "@@free.example"] }, new ManualTime());
        await book.AddAsync(new("@@example.com"), Cancellation);
        await book.AddAsync(new("=free.example"), Cancellation);
        Assert.Equal(RuleEffect.Allow, book.Current.Decide("www.example.com").Effect);
        Assert.Equal(RuleEffect.Allow, book.Current.Decide("free.example").Effect);
    }

    [Fact]
    public async Task Writers_at_the_same_time_all_have_their_rule_kept()
    {
        IRuleBook book = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(
            index => Task.Run(() => book.AddAsync(new($"host{index}.example"), Cancellation), Cancellation)));
        Assert.Equal(32, book.Current.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Enumerable.Range(0, 32), index =>
            Assert.Equal(RuleEffect.Block, book.Current.Decide($"host{index}.example").Effect));
    }

    private ValueTask<IRuleBook> OpenAsync() => OpenAsync(new InMemoryRuleStore(), new(), new ManualTime());
}
