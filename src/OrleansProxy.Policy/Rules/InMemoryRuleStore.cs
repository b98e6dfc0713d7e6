using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>Rules that last as long as the process, for tests and for hosts without a database. Thread-safe.</summary>
public sealed class InMemoryRuleStore : IRuleStore
{
    private readonly Lock _lock = new();
    private StoredRules _stored = new(0, []);
    private long _lastId;

    /// <inheritdoc />
    public Task<StoredRules> LoadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_stored);
        }
    }

    /// <inheritdoc />
    public Task<StoredRules> AddAsync(RuleDraft draft, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var rule = new Rule(++_lastId, draft.Pattern, draft.Comment, draft.Enabled, RuleOrigin.Portal, createdAt);
            return Task.FromResult(Keep(_stored.Rules.Add(rule)));
        }
    }

    /// <inheritdoc />
    public Task<StoredRules?> RemoveAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, (rules, index) => rules.RemoveAt(index), cancellationToken);

    /// <inheritdoc />
    public Task<StoredRules?> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync(id, (rules, index) => rules.SetItem(index, rules[index] with { Enabled = enabled }), cancellationToken);

    private Task<StoredRules?> ChangeAsync(
        long id, Func<ImmutableArray<Rule>, int, ImmutableArray<Rule>> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            for (int index = 0; index < _stored.Rules.Length; index++)
            {
                if (_stored.Rules[index].Id == id)
                {
                    return Task.FromResult<StoredRules?>(Keep(change(_stored.Rules, index)));
                }
            }

            return Task.FromResult<StoredRules?>(null);
        }
    }

    private StoredRules Keep(ImmutableArray<Rule> rules) => _stored = new(_stored.Version + 1, rules);
}
