using Microsoft.Extensions.Logging;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;

namespace OrleansProxy.Portal.Rules;

/// <summary>
/// Changes the portal's rules in one click, says what was done and offers to take it back. One a circuit; a change waits for
/// the rule book, so that what is said is already in force. A change that cannot be saved is told and logged, and ends no page.
/// </summary>
internal sealed partial class RuleEditing(IRuleBook book, Toasts toasts, ILogger<RuleEditing> logger)
{
    private const string BlockedHere = "Blocked from the log";
    private const string AllowedHere = "Allowed from the log";

    /// <summary>
    /// Has requests to this host and its subdomains refused from now on: the portal's allow rule for the very host is taken
    /// back, and a block rule put in force unless one matches already.
    /// </summary>
    /// <exception cref="RulePatternException">The host cannot stand in a rule.</exception>
    public Task BlockAsync(string host) => SaveAsync(async () =>
    {
        Stack<Func<Task>> undo = await WithdrawAsync("@@=" + host);
        if (book.Current.Decide(host).Effect != RuleEffect.Block)
        {
            undo.Push(await PutAsync(host, BlockedHere));
        }

        if (book.Current.Decide(host) is { Effect: RuleEffect.Allow, Rule: { } stronger })
        {
            toasts.Show($"{host} is still allowed, by the rule {stronger.Pattern}.", "limit", Undo(undo));
        }
        else
        {
            toasts.Show($"{host} is now blocked.", "block", Undo(undo));
        }
    });

    /// <summary>
    /// Has requests to this very host pass from now on: the portal's block rules written for it are taken back, and where
    /// another rule still blocks it an allow rule is put in force.
    /// </summary>
    /// <exception cref="RulePatternException">The host cannot stand in a rule.</exception>
    public Task AllowAsync(string host) => SaveAsync(async () =>
    {
        Stack<Func<Task>> undo = await WithdrawAsync(host, "=" + host);
        if (book.Current.Decide(host).Effect == RuleEffect.Block)
        {
            undo.Push(await PutAsync("@@=" + host, AllowedHere));
        }

        toasts.Show($"{host} is now allowed.", "allow", Undo(undo));
    });

    /// <summary>Adds a rule that a person wrote; false when it could not be saved.</summary>
    /// <exception cref="RulePatternException">It cannot be understood.</exception>
    public Task<bool> AddAsync(RuleDraft draft) => SaveAsync(async () =>
    {
        Rule rule = await book.AddAsync(draft, CancellationToken.None);
        toasts.Show(
            $"The rule {rule.Pattern} is in force.", "allow", Undo(() => book.RemoveAsync(rule.Id, CancellationToken.None)));
    });

    /// <summary>Puts a rule in or out of force.</summary>
    public Task SetEnabledAsync(Rule rule, bool enabled) =>
        SaveAsync(() => book.SetEnabledAsync(rule.Id, enabled, CancellationToken.None));

    /// <summary>Removes a rule; taken back, it comes again as a new one with the same words.</summary>
    public Task RemoveAsync(Rule rule) => SaveAsync(async () =>
    {
        if (await book.RemoveAsync(rule.Id, CancellationToken.None))
        {
            toasts.Show($"The rule {rule.Pattern} was removed.", "neutral", Undo(() => AgainAsync(rule)));
        }
    });

    /// <summary>
    /// Puts the portal's rules of these patterns out of force: those made here go, those a person wrote are switched off.
    /// Gives back what undoes it, to be run from the top.
    /// </summary>
    private async Task<Stack<Func<Task>>> WithdrawAsync(params string[] patterns)
    {
        var undo = new Stack<Func<Task>>();
        foreach (Rule rule in book.Current.Rules.Where(rule => rule.Enabled && patterns.Any(pattern => IsOurs(rule, pattern))))
        {
            if (rule.Comment is BlockedHere or AllowedHere)
            {
                await book.RemoveAsync(rule.Id, CancellationToken.None);
                undo.Push(() => AgainAsync(rule));
            }
            else
            {
                await book.SetEnabledAsync(rule.Id, false, CancellationToken.None);
                undo.Push(() => book.SetEnabledAsync(rule.Id, true, CancellationToken.None));
            }
        }

        return undo;
    }

    /// <summary>Switches the portal's rule of this pattern on, or adds it; gives back what undoes that.</summary>
    private async Task<Func<Task>> PutAsync(string pattern, string comment)
    {
        if (book.Current.Rules.FirstOrDefault(rule => IsOurs(rule, pattern)) is { } known)
        {
            await book.SetEnabledAsync(known.Id, true, CancellationToken.None);
            return () => book.SetEnabledAsync(known.Id, false, CancellationToken.None);
        }

        Rule added = await book.AddAsync(new RuleDraft(pattern, comment), CancellationToken.None);
        return () => book.RemoveAsync(added.Id, CancellationToken.None);
    }

    private Task<Rule> AgainAsync(Rule rule) =>
        book.AddAsync(new RuleDraft(rule.Pattern, rule.Comment, rule.Enabled), CancellationToken.None);

    private Func<Task> Undo(Stack<Func<Task>> steps) => Undo(async () =>
    {
        while (steps.TryPop(out Func<Task>? step))
        {
            await step();
        }
    });

    private Func<Task> Undo(Func<Task> change) => async () =>
    {
        try
        {
            await SaveAsync(change);
        }
        catch (RulePatternException exception)
        {
            toasts.Show(exception.Message, "fail");
        }
    };

    /// <summary>Whatever keeps the rules may fail in its own way, so all but a fault in the pattern is met here.</summary>
    private async Task<bool> SaveAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or RulePatternException))
        {
            LogNotSaved(logger, exception);
            toasts.Show($"The rule could not be saved: {exception.Message}", "fail");
            return false;
        }
    }

    private static bool IsOurs(Rule rule, string pattern) =>
        rule.Origin == RuleOrigin.Portal && string.Equals(rule.Pattern, pattern, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the rules could not be saved.")]
    private static partial void LogNotSaved(ILogger logger, Exception exception);
}
