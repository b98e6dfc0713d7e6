using OrleansProxy.Policy.Rules;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Opens rule books to start a test from.</summary>
internal static class Books
{
    /// <summary>A book over a store in memory, with these rules of the configuration.</summary>
    public static Task<LocalRuleBook> OpenAsync(params string[] configured) => OpenAsync(new InMemoryRuleStore(), configured);

    public static Task<LocalRuleBook> OpenAsync(IRuleStore store, params string[] configured) =>
        LocalRuleBook.OpenAsync(store, new BlacklistOptions { Rules = configured }, new ManualTime(), CancellationToken.None);
}
