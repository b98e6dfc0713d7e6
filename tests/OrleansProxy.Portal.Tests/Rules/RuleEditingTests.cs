using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Rules;

public sealed class RuleEditingTests : IDisposable
{
    private readonly FakeRuleBook _book = new();
    private readonly Toasts _toasts = new(new ManualTime());
    private readonly RuleEditing _editing;

    public RuleEditingTests() => _editing = new(_book, _toasts);

    public void Dispose() => _toasts.Dispose();

    [Fact]
    public async Task Blocking_a_host_adds_a_rule_for_that_host_alone_and_undo_removes_it()
    {
        await _editing.BlockAsync("ads.example");

        Assert.Equal("=ads.example", Assert.Single(_book.Current.Rules).Pattern);

        await Assert.Single(_toasts.Shown).Undo!();
        Assert.Empty(_book.Current.Rules);
    }

    [Fact]
    public async Task Allowing_a_host_switches_off_the_rule_that_blocks_it_and_undo_switches_it_on()
    {
        await _editing.BlockAsync("ads.example");

        await _editing.AllowAsync("ads.example");
        Assert.False(Assert.Single(_book.Current.Rules).Enabled);

        await _toasts.Shown[^1].Undo!();
        Assert.True(Assert.Single(_book.Current.Rules).Enabled);
    }

    [Fact]
    public async Task Blocking_again_switches_the_known_rule_on_and_adds_no_second()
    {
        await _editing.BlockAsync("ads.example");
        await _editing.AllowAsync("ads.example");

        await _editing.BlockAsync("ads.example");

        Assert.True(Assert.Single(_book.Current.Rules).Enabled);
    }

    [Fact]
    public async Task A_removed_rule_comes_back_with_its_words()
    {
        await _editing.AddAsync(new RuleDraft("example.com", "why"));

        await _editing.RemoveAsync(_book.Current.Rules[0]);
        Assert.Empty(_book.Current.Rules);
        await _toasts.Shown[^1].Undo!();

        Rule rule = Assert.Single(_book.Current.Rules);
        Assert.Equal(("example.com", "why"), (rule.Pattern, rule.Comment));
    }

    [Fact]
    public async Task A_pattern_that_cannot_be_understood_is_refused_and_nothing_changes()
    {
        await Assert.ThrowsAsync<RulePatternException>(() => _editing.AddAsync(new RuleDraft("ads[")));

        Assert.Empty(_book.Current.Rules);
        Assert.Empty(_toasts.Shown);
    }
}
