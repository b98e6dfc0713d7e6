using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class InMemoryRuleStoreTests
{
    private readonly InMemoryRuleStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_raises_the_version_by_one()
    {
        Assert.Equal(0, (await _store.LoadAsync(Cancellation)).Version);
        Assert.Equal(1, (await AddAsync("a.example")).Version);
        Assert.Equal(2, (await _store.SetEnabledAsync(1, false, Cancellation))!.Version);
        Assert.Equal(3, (await _store.RemoveAsync(1, Cancellation))!.Version);
        Assert.Null(await _store.RemoveAsync(1, Cancellation));
        Assert.Null(await _store.SetEnabledAsync(1, true, Cancellation));
        Assert.Equal(3, (await _store.LoadAsync(Cancellation)).Version);
    }

    [Fact]
    public async Task A_key_is_never_used_again()
    {
        await AddAsync("a.example");
        await _store.RemoveAsync(1, Cancellation);
        StoredRules stored = await AddAsync("b.example");
        Assert.Equal(2, Assert.Single(stored.Rules).Id);
    }

    private Task<StoredRules> AddAsync(string pattern) =>
        _store.AddAsync(new(pattern), DateTimeOffset.UnixEpoch, Cancellation);
}
