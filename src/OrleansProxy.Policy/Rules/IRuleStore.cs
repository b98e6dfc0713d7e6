namespace OrleansProxy.Policy.Rules;

/// <summary>The durable home of the portal's rules. Thread-safe. Every change raises the stored version by one, in its transaction.</summary>
/// <remarks>Every method throws <see cref="RuleStoreException"/> when the rules cannot be reached where they are kept.</remarks>
public interface IRuleStore
{
    /// <summary>All rules in the order of their keys, with the version that they stand at (0 when nothing was ever stored).</summary>
    Task<StoredRules> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Stores a rule under a new key, above every key ever used.</summary>
    Task<StoredRules> AddAsync(RuleDraft draft, DateTimeOffset createdAt, CancellationToken cancellationToken);

    /// <summary>Removes a rule; null when there is none with this key.</summary>
    Task<StoredRules?> RemoveAsync(long id, CancellationToken cancellationToken);

    /// <summary>Switches a rule; null when there is none with this key.</summary>
    Task<StoredRules?> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken);
}
