using System.Collections.Immutable;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// The rules of one node of a cluster: a snapshot of what the <see cref="IBlacklistGrain"/> keeps, beside the rules that this
/// node is configured with. <see cref="BlacklistFollower"/> keeps it current; before its first reading only the configured
/// rules are there. While the grain is away the last snapshot stays in force, and changing rules fails.
/// Thread-safe: readers take the snapshot without a lock.
/// </summary>
/// <remarks>
/// The version is the grain's plus the number of changes of this node's configuration. A write that times out after
/// <see cref="GrainCallOptions.RulesTimeout"/> (<see cref="TimeoutException"/>) or is given up may have happened all the same;
/// one that cannot reach the grain fails with the exception of Orleans.
/// </remarks>
public sealed class GrainRuleBook : IRuleBook, ILiveSettings<BlacklistOptions>, IDisposable
{
    private const long NothingRead = -1;
    private readonly IBlacklistGrain _grain;
    private readonly GrainCallOptions _calls;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _publishing = new(1, 1);

    // Guarded by _publishing.
    private long _readVersion = NothingRead;
    private ImmutableArray<Rule> _read = [];
    private ImmutableArray<Rule> _configured;
    private BlacklistMatch _match;
    private long _configurationChanges;

    private volatile RuleSnapshot _current;

    /// <summary>Starts with the configured rules alone.</summary>
    public GrainRuleBook(IGrainFactory grains, BlacklistOptions options, GrainCallOptions calls, TimeProvider time)
        : this(grains.GetGrain<IBlacklistGrain>(0), options, calls, time)
    {
    }

    internal GrainRuleBook(IBlacklistGrain grain, BlacklistOptions options, GrainCallOptions calls, TimeProvider time)
    {
        _grain = grain;
        _calls = calls;
        _time = time;
        _configured = Configured(options);
        _match = options.Match;
        _current = Compile();
    }

    /// <inheritdoc />
    public event Action<RuleSnapshot>? Changed;

    /// <inheritdoc />
    public RuleSnapshot Current => _current;

    /// <summary>Puts changed settings of this node in force; without effect when they say what they said.</summary>
    public async Task ApplyAsync(BlacklistOptions options, CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            if (options.Match == _match && options.Rules.SequenceEqual(_configured.Select(rule => rule.Pattern)))
            {
                return;
            }

            _configured = Configured(options);
            _match = options.Match;
            _configurationChanges++;
            Publish();
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Reads the grain's rules and puts them in force, unless they are already.</summary>
    /// <exception cref="TimeoutException">The grain did not answer in time.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            (long version, byte[]? rules) = await InTime(_grain.ReadAsync(_readVersion), cancellationToken);
            if (rules is not null)
            {
                _read = RuleMessage.ReadAll(rules);
                _readVersion = version;
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
        (byte[]? rule, string error) = await InTime(
            _grain.AddAsync(draft.Pattern, draft.Comment, draft.Enabled), cancellationToken);
        if (rule is null)
        {
            throw new RulePatternException(error);
        }

        await RefreshAsync(cancellationToken);
        return RuleMessage.ReadOne(rule);
    }

    /// <inheritdoc />
    public Task<bool> RemoveAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(_grain.RemoveAsync(id), cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync(_grain.SetEnabledAsync(id, enabled), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _publishing.Dispose();

    private async Task<bool> ChangeAsync(ValueTask<bool> change, CancellationToken cancellationToken)
    {
        if (!await InTime(change, cancellationToken))
        {
            return false;
        }

        await RefreshAsync(cancellationToken);
        return true;
    }

    private Task<T> InTime<T>(ValueTask<T> call, CancellationToken cancellationToken) =>
        call.AsTask().WaitAsync(_calls.RulesTimeout, _time, cancellationToken);

    private void Publish()
    {
        RuleSnapshot snapshot = Compile();
        _current = snapshot;
        Changed?.Invoke(snapshot);
    }

    private RuleSnapshot Compile() =>
        RuleSnapshot.Compile(Math.Max(_readVersion, 0) + _configurationChanges, [.. _read, .. _configured], _match);

    private ImmutableArray<Rule> Configured(BlacklistOptions options)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return [.. options.Rules.Select((pattern, index) =>
            new Rule(-1 - index, pattern, "", true, RuleOrigin.Configuration, now))];
    }
}
