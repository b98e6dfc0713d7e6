using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// The rules of one process: those of the store and, beside them, those of the configuration. Thread-safe: readers take the
/// snapshot without a lock, writers take turns. The version is the store's plus the number of configuration changes since the
/// book was opened, so it grows with every change of either. Dispose it after the last writer has returned.
/// </summary>
public sealed class LocalRuleBook : IRuleBook, ILiveSettings<BlacklistOptions>, ILiveSettings<RuleLists>, IDisposable
{
    /// <summary>Characters that a comment may have.</summary>
    public const int MaxCommentLength = 500;

    private readonly IRuleStore _store;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1, 1);

    // Guarded by _writing.
    private StoredRules _stored;
    private ConfiguredRules _configured;

    private volatile RuleSnapshot _current;

    private LocalRuleBook(IRuleStore store, TimeProvider time, StoredRules stored, BlacklistOptions options)
    {
        _store = store;
        _time = time;
        _stored = stored;
        _configured = ConfiguredRules.From(options, time.GetUtcNow());
        _current = _configured.Compile(stored);
    }

    /// <inheritdoc />
    public event Action<RuleSnapshot>? Changed;

    /// <inheritdoc />
    public RuleSnapshot Current => _current;

    /// <summary>Loads the stored rules and puts them in force with the configured ones.</summary>
    /// <param name="store">Kept, but not disposed with the book.</param>
    /// <param name="options">The section "Blacklist".</param>
    /// <param name="time">Dates new rules.</param>
    /// <param name="cancellationToken">Gives the loading up.</param>
    public static async Task<LocalRuleBook> OpenAsync(
        IRuleStore store, BlacklistOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        new(store, time, await store.LoadAsync(cancellationToken), options);

    /// <summary>Puts changed settings in force; those that say what they said make no new version.</summary>
    public Task ApplyAsync(BlacklistOptions options, CancellationToken cancellationToken) =>
        ConfigureAsync(configured => configured.With(options, _time.GetUtcNow()), cancellationToken);

    /// <summary>Puts lists in force that were read apart from here; the same ones again make no new version.</summary>
    Task ILiveSettings<RuleLists>.ApplyAsync(RuleLists lists, CancellationToken cancellationToken) =>
        ConfigureAsync(configured => configured.With(lists), cancellationToken);

    /// <inheritdoc />
    /// <remarks>
    /// A pattern that a portal rule has already, in normal form, makes no second rule: the existing one is returned with its own
    /// comment, and switched on if the draft is.
    /// </remarks>
    public Task<Rule> AddAsync(RuleDraft draft, CancellationToken cancellationToken) => AddAsync(draft, null, cancellationToken);

    /// <summary>Adds a rule on behalf of a book elsewhere, which has settings of its own.</summary>
    /// <param name="draft">As in <see cref="AddAsync(RuleDraft, CancellationToken)"/>.</param>
    /// <param name="match">How that book reads a bare entry, so which rules are the same there; null for as this one does.</param>
    /// <param name="cancellationToken">Gives the writing up.</param>
    /// <exception cref="RulePatternException">The pattern cannot be understood; the message says why, for its author.</exception>
    public async Task<Rule> AddAsync(RuleDraft draft, BlacklistMatch? match, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draft.Comment.Length, MaxCommentLength, nameof(draft));
        await _writing.WaitAsync(cancellationToken);
        try
        {
            BlacklistMatch reading = match ?? _configured.Match;
            var pattern = RulePattern.Parse(draft.Pattern, reading);
            if (ReadBy(reading).FindPortalRule(pattern) is { } existing
                && await KeepAsync(existing, draft.Enabled, cancellationToken) is { } kept)
            {
                return kept;
            }

            Publish(await _store.AddAsync(
                draft with { Pattern = draft.Pattern.Trim() }, _time.GetUtcNow(), cancellationToken));
            return _stored.Rules[^1];
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc />
    public Task<bool> RemoveAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, () => _store.RemoveAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync(id, () => _store.SetEnabledAsync(id, enabled, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _writing.Dispose();

    private async Task ConfigureAsync(Func<ConfiguredRules, ConfiguredRules> change, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ConfiguredRules changed = change(_configured);
            if (changed != _configured)
            {
                _configured = changed;
                Publish(_stored);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Switches the rule on if that is wanted; null when the store has lost it meanwhile.</summary>
    private async Task<Rule?> KeepAsync(Rule existing, bool wanted, CancellationToken cancellationToken)
    {
        if (!wanted || existing.Enabled)
        {
            return existing;
        }

        if (await _store.SetEnabledAsync(existing.Id, true, cancellationToken) is not { } stored)
        {
            return null;
        }

        Publish(stored);
        return existing with { Enabled = true };
    }

    private async Task<bool> ChangeAsync(long id, Func<Task<StoredRules?>> change, CancellationToken cancellationToken)
    {
        if (id <= 0)
        {
            return false;
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (await change() is not { } stored)
            {
                return false;
            }

            Publish(stored);
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private RuleSnapshot ReadBy(BlacklistMatch reading) => reading == _configured.Match
        ? _current
        : RuleSnapshot.Compile(_stored.Version, _stored.Rules, reading);

    private void Publish(StoredRules stored)
    {
        _stored = stored;
        RuleSnapshot snapshot = _configured.Compile(stored, _current);
        _current = snapshot;
        Changed?.Invoke(snapshot);
    }
}
