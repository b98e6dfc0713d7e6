using OrleansProxy.Policy.Rules;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class LocalRuleBookTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_settings_replace_the_configured_rules_and_leave_the_others()
    {
        using LocalRuleBook book = await OpenAsync(new() { Rules = ["one.example"] });
        await book.AddAsync(new("two.example"), Cancellation);
        long before = book.Current.Version;
        await book.ApplyAsync(new() { Rules = ["three.example"] }, Cancellation);
        Assert.Equal(RuleEffect.None, book.Current.Decide("one.example").Effect);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("two.example").Effect);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("three.example").Effect);
        Assert.Equal(before + 1, book.Current.Version);
        await book.AddAsync(new("four.example"), Cancellation);
        Assert.Equal(before + 2, book.Current.Version);
    }

    [Fact]
    public async Task Settings_that_say_the_same_change_nothing()
    {
        using LocalRuleBook book = await OpenAsync(new() { Rules = ["one.example"] });
        RuleSnapshot before = book.Current;
        book.Changed += _ => Assert.Fail("Nothing has changed.");
        await book.ApplyAsync(new() { Rules = ["one.example"] }, Cancellation);
        Assert.Same(before, book.Current);
    }

    [Fact]
    public async Task A_changed_match_reads_all_bare_entries_anew()
    {
        using LocalRuleBook book = await OpenAsync(new() { Rules = ["ads"] });
        Assert.Equal(RuleEffect.None, book.Current.Decide("loads.example").Effect);
        await book.ApplyAsync(new() { Rules = ["ads"], Match = BlacklistMatch.Substring }, Cancellation);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("loads.example").Effect);
    }

    [Fact]
    public async Task A_rule_is_kept_as_its_author_wrote_it_with_the_time()
    {
        using LocalRuleBook book = await OpenAsync(new());
        Rule rule = await book.AddAsync(new("  Bücher.DE "), Cancellation);
        Assert.Equal("Bücher.DE", rule.Pattern);
        Assert.Equal(_time.GetUtcNow(), rule.CreatedAt);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("www.xn--bcher-kva.de").Effect);
    }

    [Fact]
    public async Task A_disabled_draft_of_a_rule_in_force_does_not_switch_it_off()
    {
        using LocalRuleBook book = await OpenAsync(new());
        Rule first = await book.AddAsync(new("example.com"), Cancellation);
        long before = book.Current.Version;
        Assert.Equal(first, await book.AddAsync(new("example.com", Enabled: false), Cancellation));
        Assert.Equal(before, book.Current.Version);
    }

    [Fact]
    public async Task On_behalf_of_a_book_elsewhere_duplicates_are_told_by_its_reading()
    {
        using LocalRuleBook book = await OpenAsync(new());
        Rule bare = await book.AddAsync(new("example.com"), Cancellation);
        Assert.Equal(bare, await book.AddAsync(new(".example.com"), BlacklistMatch.Domain, Cancellation));
        Assert.NotEqual(bare, await book.AddAsync(new(".example.com"), BlacklistMatch.Substring, Cancellation));
        Assert.Equal(2, book.Current.Rules.Length);
    }

    [Fact]
    public async Task An_allow_and_a_block_of_one_host_are_two_rules()
    {
        using LocalRuleBook book = await OpenAsync(new());
        await book.AddAsync(new("example.com"), Cancellation);
        await book.AddAsync(new("@@example.com"), Cancellation);
        Assert.Equal(2, book.Current.Rules.Length);
    }

    [Fact]
    public async Task A_configured_rule_that_makes_no_sense_is_a_fault_and_the_rest_is_in_force()
    {
        using LocalRuleBook book = await OpenAsync(new() { Rules = ["/(/", "example.com"] });
        Assert.Equal("/(/", Assert.Single(book.Current.Faults).Rule.Pattern);
        Assert.Equal(2, book.Current.Rules.Length);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("example.com").Effect);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_is_refused()
    {
        using LocalRuleBook book = await OpenAsync(new());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => book.AddAsync(new("example.com", new string('x', 501)), Cancellation));
        Assert.Empty(book.Current.Rules);
    }

    [Fact]
    public async Task A_write_that_is_given_up_changes_nothing_and_blocks_nobody()
    {
        using LocalRuleBook book = await OpenAsync(new());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => book.AddAsync(new("example.com"), new CancellationToken(canceled: true)));
        Assert.Empty(book.Current.Rules);
        await book.AddAsync(new("example.com"), Cancellation);
        Assert.Single(book.Current.Rules);
    }

    private Task<LocalRuleBook> OpenAsync(BlacklistOptions options) =>
        LocalRuleBook.OpenAsync(new InMemoryRuleStore(), options, _time, Cancellation);
}
