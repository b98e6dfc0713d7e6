namespace OrleansProxy.Grains.Rules;

/// <summary>
/// The portal's rules of the whole cluster. There is one, with the key 0. What keeps the store from taking a change comes as its
/// sentence, "" when nothing does, because between processes an exception keeps neither its type nor all that it says.
/// </summary>
public interface IBlacklistGrain : IGrainWithIntegerKey
{
    /// <summary>Reads the rules, unless the asker has them.</summary>
    /// <param name="knownVersion">What the asker has; below 0 when it has nothing.</param>
    /// <returns>Their version, and unless it is the known one the rules in the form of RuleMessage.</returns>
    ValueTask<(long Version, byte[]? Rules)> ReadAsync(long knownVersion);

    /// <summary>Adds a rule, or finds the one that has this pattern already.</summary>
    /// <param name="pattern">As in a RuleDraft.</param>
    /// <param name="comment">As in a RuleDraft.</param>
    /// <param name="enabled">Whether it comes into force at once.</param>
    /// <param name="match">The BlacklistMatch of the asker, by which patterns are told to be the same.</param>
    /// <returns>The rule in the form of RuleMessage; or null, and why the pattern cannot be understood or stored.</returns>
    ValueTask<(byte[]? Rule, string PatternError, string StoreError)> AddAsync(
        string pattern, string comment, bool enabled, int match);

    /// <summary>Removes a rule; false when there is none with this key.</summary>
    ValueTask<(bool Changed, string StoreError)> RemoveAsync(long id);

    /// <summary>Puts a rule in or out of force; false when there is none with this key.</summary>
    ValueTask<(bool Changed, string StoreError)> SetEnabledAsync(long id, bool enabled);

    /// <summary>
    /// Begins to tell a node of changes, or goes on doing so; it ends by itself when not repeated. False when so many nodes
    /// are told already that this one has to ask instead.
    /// </summary>
    ValueTask<bool> SubscribeAsync(IBlacklistObserver node);

    /// <summary>Ends to tell a node of changes.</summary>
    ValueTask UnsubscribeAsync(IBlacklistObserver node);
}
