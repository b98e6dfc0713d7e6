using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Rules in memory, on a disk that fails when the test wants it to. Thread-safe but for the switch.</summary>
internal sealed class FailingRuleStore : IRuleStore
{
    private readonly InMemoryRuleStore _rules = new();

    public bool IsFull { get; set; }

    public Task<StoredRules> LoadAsync(CancellationToken cancellationToken) => _rules.LoadAsync(cancellationToken);

    public Task<StoredRules> AddAsync(RuleDraft draft, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        Writing().AddAsync(draft, createdAt, cancellationToken);

    public Task<StoredRules?> RemoveAsync(long id, CancellationToken cancellationToken) =>
        Writing().RemoveAsync(id, cancellationToken);

    public Task<StoredRules?> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        Writing().SetEnabledAsync(id, enabled, cancellationToken);

    private InMemoryRuleStore Writing() => IsFull ? throw new IOException("the disk is full") : _rules;
}
