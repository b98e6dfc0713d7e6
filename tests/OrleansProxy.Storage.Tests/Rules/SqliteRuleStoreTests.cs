using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Storage.Tests.Rules;

public sealed class SqliteRuleStoreTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task An_empty_store_is_at_version_zero()
    {
        StoredRules stored = await (await _folder.OpenAsync()).Rules.LoadAsync(Cancellation);

        Assert.Equal(0, stored.Version);
        Assert.Empty(stored.Rules);
    }

    [Fact]
    public async Task A_rule_comes_back_as_it_was_and_raises_the_version()
    {
        IRuleStore rules = (await _folder.OpenAsync()).Rules;
        StoredRules stored = await rules.AddAsync(new RuleDraft("/a'b/", "why", Enabled: false), SampleRecord.Noon, Cancellation);

        Assert.Equal(1, stored.Version);
        Assert.Equal(new Rule(1, "/a'b/", "why", false, RuleOrigin.Portal, SampleRecord.Noon), Assert.Single(stored.Rules));
        Assert.Equal(stored.Rules.AsEnumerable(), (await rules.LoadAsync(Cancellation)).Rules);
    }

    [Fact]
    public async Task A_rule_is_switched_and_removed()
    {
        IRuleStore rules = (await _folder.OpenAsync()).Rules;
        await rules.AddAsync(new RuleDraft("one.example"), SampleRecord.Noon, Cancellation);
        await rules.AddAsync(new RuleDraft("two.example"), SampleRecord.Noon, Cancellation);

        StoredRules? switched = await rules.SetEnabledAsync(2, false, Cancellation);
        StoredRules? removed = await rules.RemoveAsync(1, Cancellation);

        Assert.Equal([true, false], switched!.Rules.Select(rule => rule.Enabled));
        Assert.Equal(["two.example"], removed!.Rules.Select(rule => rule.Pattern));
        Assert.Equal(4, removed.Version);
    }

    [Fact]
    public async Task A_change_of_a_rule_that_is_not_there_changes_nothing()
    {
        IRuleStore rules = (await _folder.OpenAsync()).Rules;

        Assert.Null(await rules.RemoveAsync(1, Cancellation));
        Assert.Null(await rules.SetEnabledAsync(1, true, Cancellation));
        Assert.Equal(0, (await rules.LoadAsync(Cancellation)).Version);
    }

    [Fact]
    public async Task A_key_is_never_used_twice()
    {
        IRuleStore rules = (await _folder.OpenAsync()).Rules;
        await rules.AddAsync(new RuleDraft("one.example"), SampleRecord.Noon, Cancellation);
        await rules.RemoveAsync(1, Cancellation);

        StoredRules stored = await rules.AddAsync(new RuleDraft("two.example"), SampleRecord.Noon, Cancellation);

        Assert.Equal(2, stored.Rules.Single().Id);
    }
}
