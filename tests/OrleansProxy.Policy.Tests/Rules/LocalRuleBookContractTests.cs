using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Tests.Contracts;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class LocalRuleBookContractTests : RuleBookContract, IDisposable
{
    private LocalRuleBook? _book;

    public void Dispose() => _book?.Dispose();

    protected override async ValueTask<IRuleBook> OpenAsync(IRuleStore store, BlacklistOptions options, TimeProvider time) =>
        _book = await LocalRuleBook.OpenAsync(store, options, time, TestContext.Current.CancellationToken);
}
