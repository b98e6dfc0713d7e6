using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Rules;

public sealed class RuleEditingTests : IAsyncLifetime
{
    private readonly FailingRuleStore _store = new();
    private readonly Toasts _toasts = new(new ManualTime());
    private LocalRuleBook _book = null!;
    private RuleEditing _editing = null!;

    private IEnumerable<string> InForce => _book.Current.Rules.Where(rule => rule.Enabled).Select(rule => rule.Pattern);

    public async ValueTask InitializeAsync()
    {
        _book = await Books.OpenAsync(_store, "@@=payroll.example", "*.trackers.example");
        _editing = new(_book, _toasts, NullLogger<RuleEditing>.Instance);
    }

    public ValueTask DisposeAsync()
    {
        _toasts.Dispose();
        _book.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Blocking_a_host_blocks_its_subdomains_too_and_undo_removes_the_rule()
    {
        await _editing.BlockAsync("ads.example");

        Assert.Equal(RuleEffect.Block, _book.Current.Decide("ads.example").Effect);
        Assert.Equal(RuleEffect.Block, _book.Current.Decide("eu.ads.example").Effect);
        Assert.Equal(RuleEffect.None, _book.Current.Decide("example").Effect);

        await UndoAsync();
        Assert.DoesNotContain("ads.example", _book.Current.Rules.Select(rule => rule.Pattern));
    }

    [Fact]
    public async Task Allowing_after_a_block_removes_its_rule_and_undo_brings_it_back()
    {
        await _editing.BlockAsync("ads.example");

        await _editing.AllowAsync("ads.example");
        Assert.DoesNotContain("ads.example", _book.Current.Rules.Select(rule => rule.Pattern));

        await UndoAsync();
        Assert.Contains("ads.example", InForce);
    }

    [Theory]
    [InlineData("ads.example")]
    [InlineData("=ads.example")]
    public async Task Allowing_a_host_keeps_a_rule_that_a_person_wrote_for_it_but_switched_off(string pattern)
    {
        await _editing.AddAsync(new RuleDraft(pattern, "why"));

        await _editing.AllowAsync("ads.example");
        Assert.False(Find(pattern).Enabled);

        await UndoAsync();
        Assert.True(Find(pattern).Enabled);
    }

    [Fact]
    public async Task Allowing_a_host_that_a_wider_rule_blocks_adds_an_exception_and_blocking_takes_it_back()
    {
        await _editing.AllowAsync("cdn.trackers.example");

        Assert.Contains("@@=cdn.trackers.example", InForce);
        Assert.Equal(RuleEffect.Allow, _book.Current.Decide("cdn.trackers.example").Effect);
        Assert.Equal(RuleEffect.Block, _book.Current.Decide("other.trackers.example").Effect);

        await _editing.BlockAsync("cdn.trackers.example");
        Assert.Equal(["@@=payroll.example", "*.trackers.example"], _book.Current.Rules.Select(rule => rule.Pattern));
    }

    [Fact]
    public async Task Blocking_switches_a_known_rule_on_and_adds_no_second()
    {
        await _editing.AddAsync(new RuleDraft("ads.example", "why", Enabled: false));

        await _editing.BlockAsync("ads.example");
        Assert.True(Find("ads.example").Enabled);

        await UndoAsync();
        Assert.False(Find("ads.example").Enabled);
    }

    [Fact]
    public async Task Blocking_a_host_that_a_stronger_rule_allows_says_so()
    {
        await _editing.BlockAsync("payroll.example");

        Assert.Equal("payroll.example is still allowed, by the rule @@=payroll.example.", Assert.Single(_toasts.Shown).Text);
    }

    [Fact]
    public async Task A_removed_rule_comes_back_with_its_words()
    {
        await _editing.AddAsync(new RuleDraft("example.com", "why"));

        await _editing.RemoveAsync(Find("example.com"));
        Assert.DoesNotContain("example.com", InForce);
        await UndoAsync();

        Assert.Equal("why", Find("example.com").Comment);
    }

    [Fact]
    public async Task A_pattern_that_cannot_be_understood_is_refused_and_nothing_changes()
    {
        RuleSnapshot before = _book.Current;

        await Assert.ThrowsAsync<RulePatternException>(() => _editing.AddAsync(new RuleDraft("ads[")));

        Assert.Same(before, _book.Current);
        Assert.Empty(_toasts.Shown);
    }

    [Fact]
    public async Task A_change_that_cannot_be_saved_is_told_and_ends_nothing()
    {
        await _editing.AddAsync(new RuleDraft("example.com"));
        _store.IsFull = true;

        Assert.False(await _editing.AddAsync(new RuleDraft("another.example")));
        await _editing.SetEnabledAsync(Find("example.com"), false);
        await UndoAsync(0);

        Assert.All(_toasts.Shown, toast => Assert.Equal("The rule could not be saved: the disk is full", toast.Text));
        Assert.Contains("example.com", InForce);
    }

    private Rule Find(string pattern) => _book.Current.Rules.Single(rule => rule.Pattern == pattern);

    private Task UndoAsync(Index? toast = null) => _toasts.Shown[toast ?? ^1].Undo!();
}
