using System.Collections.Immutable;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;

namespace OrleansProxy.Portal.Rules;

/// <summary>
/// Changes the portal's rules in one click, says what was done and offers to take it back. One a circuit; a change waits for
/// the rule book, so that what is said is already in force.
/// </summary>
internal sealed class RuleEditing(IRuleBook book, Toasts toasts)
{
    /// <summary>Has requests to this very host refused from now on.</summary>
    public async Task BlockAsync(string host)
    {
        ImmutableArray<Rule> allowing = Enabled("@@=" + host);
        foreach (Rule rule in allowing)
        {
            await book.SetEnabledAsync(rule.Id, false, CancellationToken.None);
        }

        Func<Task>? undo = book.Current.Decide(host).Effect == RuleEffect.Block ? null : await AddAsync("=" + host, "Blocked from the log");
        RuleVerdict verdict = book.Current.Decide(host);
        if (verdict is { Effect: RuleEffect.Allow, Rule: { } stronger })
        {
            toasts.Show($"{host} is still allowed, by the rule {stronger.Pattern}.", "limit", Undo(allowing, undo));
        }
        else
        {
            toasts.Show($"{host} is now blocked.", "block", Undo(allowing, undo));
        }
    }

    /// <summary>Has requests to this very host pass from now on: by taking back the portal's rule for it, or by an allow rule.</summary>
    public async Task AllowAsync(string host)
    {
        ImmutableArray<Rule> blocking = [.. Enabled("=" + host), .. Enabled(host)];
        foreach (Rule rule in blocking)
        {
            await book.SetEnabledAsync(rule.Id, false, CancellationToken.None);
        }

        Func<Task>? undo = book.Current.Decide(host).Effect == RuleEffect.Block
            ? await AddAsync("@@=" + host, "Allowed from the log")
            : null;
        toasts.Show($"{host} is now allowed.", "allow", Undo(blocking, undo));
    }

    /// <summary>Adds a rule that a person wrote.</summary>
    /// <exception cref="RulePatternException">It cannot be understood.</exception>
    public async Task AddAsync(RuleDraft draft)
    {
        Rule rule = await book.AddAsync(draft, CancellationToken.None);
        toasts.Show($"The rule {rule.Pattern} is in force.", "allow", () => book.RemoveAsync(rule.Id, CancellationToken.None));
    }

    /// <summary>Puts a rule in or out of force.</summary>
    public Task SetEnabledAsync(Rule rule, bool enabled) => book.SetEnabledAsync(rule.Id, enabled, CancellationToken.None);

    /// <summary>Removes a rule; taken back, it comes again as a new one with the same words.</summary>
    public async Task RemoveAsync(Rule rule)
    {
        if (await book.RemoveAsync(rule.Id, CancellationToken.None))
        {
            var draft = new RuleDraft(rule.Pattern, rule.Comment, rule.Enabled);
            toasts.Show($"The rule {rule.Pattern} was removed.", "neutral", () => book.AddAsync(draft, CancellationToken.None));
        }
    }

    private ImmutableArray<Rule> Enabled(string pattern) =>
        [.. book.Current.Rules.Where(rule => rule.Enabled && IsOurs(rule, pattern))];

    /// <summary>Switches the portal's rule of this pattern on, or adds it; gives back what undoes that.</summary>
    private async Task<Func<Task>> AddAsync(string pattern, string comment)
    {
        if (book.Current.Rules.FirstOrDefault(rule => IsOurs(rule, pattern)) is { } known)
        {
            await book.SetEnabledAsync(known.Id, true, CancellationToken.None);
            return () => book.SetEnabledAsync(known.Id, false, CancellationToken.None);
        }

        Rule added = await book.AddAsync(new RuleDraft(pattern, comment), CancellationToken.None);
        return () => book.RemoveAsync(added.Id, CancellationToken.None);
    }

    private Func<Task> Undo(ImmutableArray<Rule> switched, Func<Task>? added) => async () =>
    {
        if (added is not null)
        {
            await added();
        }

        foreach (Rule rule in switched)
        {
            await book.SetEnabledAsync(rule.Id, true, CancellationToken.None);
        }
    };

    private static bool IsOurs(Rule rule, string pattern) =>
        rule.Origin == RuleOrigin.Portal && string.Equals(rule.Pattern, pattern, StringComparison.OrdinalIgnoreCase);
}
