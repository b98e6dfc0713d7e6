using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Silo.Tests.WithOrleans.Rules;

/// <summary>An empty store that takes nothing, and says why.</summary>
internal sealed class FullRuleStore : IRuleStore
{
    public const string Sentence = "The disk is full.";

    public Task<StoredRules> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(new StoredRules(0, []));

    public Task<StoredRules> AddAsync(RuleDraft draft, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        throw new RuleStoreException(Sentence);

    public Task<StoredRules?> RemoveAsync(long id, CancellationToken cancellationToken) =>
        throw new RuleStoreException(Sentence);

    public Task<StoredRules?> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        throw new RuleStoreException(Sentence);
}
