using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// The rules of one node of a cluster: a snapshot of what the <see cref="IBlacklistGrain"/> keeps, beside the rules that this
/// node is configured with and those of its own lists. <see cref="BlacklistFollower"/> keeps it current; before its first reading only the configured
/// rules are there. While the grain is away the last snapshot stays in force, and changing rules fails.
/// Thread-safe: readers take the snapshot without a lock.
/// </summary>
/// <remarks>
/// The version is the grain's plus the number of changes of this node's configuration. A write that is given up, or gets no
/// answer within <see cref="GrainCallTiming.RulesTimeout"/>, may have happened all the same.
/// </remarks>
public sealed class GrainRuleBook : IRuleBook, ILiveSettings<BlacklistOptions>, ILiveSettings<RuleLists>, IDisposable
{
    /// <summary>A version that no grain has.</summary>
    private const long NothingRead = -1;
    private const string StaysInForce = "what was read last stays in force";
    private const string MayHaveHappened = "look in a moment whether the change was made";
    private static readonly StoredRules NothingStored = new(0, []);
    private readonly IBlacklistGrain _grain;
    private readonly GrainCallTiming _timing;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _publishing = new(1, 1);

    // Guarded by _publishing.
    private StoredRules? _read;

    // Changed under _publishing.
    private volatile ConfiguredRules _configured;

    private volatile RuleSnapshot _current;

    /// <summary>Starts with the configured rules alone.</summary>
    public GrainRuleBook(IGrainFactory grains, BlacklistOptions options, GrainCallTiming timing, TimeProvider time)
        : this(grains.GetGrain<IBlacklistGrain>(0), options, timing, time)
    {
    }

    internal GrainRuleBook(IBlacklistGrain grain, BlacklistOptions options, GrainCallTiming timing, TimeProvider time)
    {
        _grain = grain;
        _timing = timing;
        _time = time;
        _configured = ConfiguredRules.From(options, time.GetUtcNow());
        _current = Compile(null);
    }

    /// <inheritdoc />
    public event Action<RuleSnapshot>? Changed;

    /// <inheritdoc />
    public RuleSnapshot Current => _current;

    /// <summary>Puts changed settings of this node in force; without effect when they say what they said.</summary>
    public Task ApplyAsync(BlacklistOptions options, CancellationToken cancellationToken) =>
        ConfigureAsync(configured => configured.With(options, _time.GetUtcNow()), cancellationToken);

    /// <summary>Puts the lists of this node in force: each node reads files of its own, and the grain knows nothing of them.</summary>
    Task ILiveSettings<RuleLists>.ApplyAsync(RuleLists lists, CancellationToken cancellationToken) =>
        ConfigureAsync(configured => configured.With(lists), cancellationToken);

    /// <summary>Reads the grain's rules and puts them in force, unless they are already.</summary>
    /// <exception cref="RuleStoreException">The grain did not answer, or not in time.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            (long version, byte[]? rules) = await AskAsync(
                () => _grain.ReadAsync(_read?.Version ?? NothingRead), StaysInForce, cancellationToken);
            if (rules is not null)
            {
                _read = new(version, RuleMessage.ReadAll(rules));
                Publish();
            }
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <inheritdoc />
    public async Task<Rule> AddAsync(RuleDraft draft, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draft.Comment.Length, LocalRuleBook.MaxCommentLength, nameof(draft));
        int match = (int)_configured.Match;
        (byte[]? rule, string patternError, string storeError) = await AskAsync(
            () => _grain.AddAsync(draft.Pattern, draft.Comment, draft.Enabled, match), MayHaveHappened, cancellationToken);
        ThrowIfNotStored(storeError);
        if (rule is null)
        {
            throw new RulePatternException(patternError);
        }

        await RefreshAsync(cancellationToken);
        return RuleMessage.ReadOne(rule);
    }

    /// <inheritdoc />
    public Task<bool> RemoveAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(() => _grain.RemoveAsync(id), cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync(() => _grain.SetEnabledAsync(id, enabled), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _publishing.Dispose();

    private async Task ConfigureAsync(Func<ConfiguredRules, ConfiguredRules> change, CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            ConfiguredRules changed = change(_configured);
            if (changed != _configured)
            {
                _configured = changed;
                Publish();
            }
        }
        finally
        {
            _publishing.Release();
        }
    }

    private async Task<bool> ChangeAsync(
        Func<ValueTask<(bool Changed, string StoreError)>> change, CancellationToken cancellationToken)
    {
        (bool changed, string storeError) = await AskAsync(change, MayHaveHappened, cancellationToken);
        ThrowIfNotStored(storeError);
        if (!changed)
        {
            return false;
        }

        await RefreshAsync(cancellationToken);
        return true;
    }

    private static void ThrowIfNotStored(string storeError)
    {
        if (storeError.Length > 0)
        {
            throw new RuleStoreException(storeError);
        }
    }

    /// <exception cref="RuleStoreException">There was no answer; says what follows from that.</exception>
    private async Task<T> AskAsync<T>(Func<ValueTask<T>> call, string consequence, CancellationToken cancellationToken)
    {
        try
        {
            return await call().AsTask().WaitAsync(_timing.RulesTimeout, _time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RuleStoreException($"The cluster's rules cannot be reached now; {consequence}.", exception);
        }
    }

    private void Publish()
    {
        RuleSnapshot snapshot = Compile(_current);
        _current = snapshot;
        Changed?.Invoke(snapshot);
    }

    private RuleSnapshot Compile(RuleSnapshot? before) => _configured.Compile(_read ?? NothingStored, before);
}
