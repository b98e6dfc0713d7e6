using System.Collections.Immutable;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Rules in memory. A pattern that ends in "[" cannot be understood.</summary>
internal sealed class FakeRuleBook : IRuleBook
{
    private long _lastId;

    public event Action<RuleSnapshot>? Changed;

    public RuleSnapshot Current { get; private set; } = RuleSnapshot.Empty;

    public Task<Rule> AddAsync(RuleDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Pattern.EndsWith('['))
        {
            throw new RulePatternException("A set that is opened with [ must be closed with ].");
        }

        var rule = new Rule(++_lastId, draft.Pattern, draft.Comment, draft.Enabled, RuleOrigin.Portal, DateTimeOffset.UnixEpoch);
        Publish(Current.Rules.Add(rule));
        return Task.FromResult(rule);
    }

    public void AddConfigured(string pattern) => Publish(Current.Rules.Add(
        new Rule(-1 - Current.Rules.Length, pattern, "", true, RuleOrigin.Configuration, DateTimeOffset.UnixEpoch)));

    public Task<bool> RemoveAsync(long id, CancellationToken cancellationToken) => ChangeAsync(id, _ => null);

    public Task<bool> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync(id, rule => rule with { Enabled = enabled });

    private Task<bool> ChangeAsync(long id, Func<Rule, Rule?> change)
    {
        bool found = Current.Rules.Any(rule => rule.Id == id);
        if (found)
        {
            Publish([.. Current.Rules.Select(rule => rule.Id == id ? change(rule) : rule).OfType<Rule>()]);
        }

        return Task.FromResult(found);
    }

    private void Publish(ImmutableArray<Rule> rules)
    {
        Current = RuleSnapshots.Of(Current.Version + 1, rules);
        Changed?.Invoke(Current);
    }
}
