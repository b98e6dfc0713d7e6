namespace OrleansProxy.Policy.Rules;

/// <summary>
/// The port to the rules in force: readers take <see cref="Current"/> without a lock, writers get a new snapshot put in its
/// place before their call returns. Thread-safe. The local and the grain implementation pass the same contract tests.
/// </summary>
/// <remarks>Every change throws <see cref="RuleStoreException"/> when the rules cannot be reached where they are kept.</remarks>
public interface IRuleBook
{
    /// <summary>The rules in force now; never null, never edited.</summary>
    RuleSnapshot Current { get; }

    /// <summary>Raised after a new snapshot is in force, on the thread that brought it; a handler must be quick.</summary>
    event Action<RuleSnapshot>? Changed;

    /// <summary>Adds a rule.</summary>
    /// <exception cref="RulePatternException">The pattern cannot be understood; the message says why, for its author.</exception>
    Task<Rule> AddAsync(RuleDraft draft, CancellationToken cancellationToken);

    /// <summary>Removes a rule of the portal; false when there is none with this key.</summary>
    Task<bool> RemoveAsync(long id, CancellationToken cancellationToken);

    /// <summary>Puts a rule of the portal in or out of force; false when there is none with this key.</summary>
    Task<bool> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken);
}
