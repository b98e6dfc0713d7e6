using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// A <see cref="LocalRuleBook"/> over the durable store of the silo that it runs on, and the nodes that follow it. With a
/// store that is a file of one machine there can be one silo only; silos of a cluster share a store.
/// </summary>
/// <param name="store">Where the rules are kept.</param>
/// <param name="options">How a bare entry is read; configured rules are each node's own matter.</param>
/// <param name="calls">How long a node is told without renewing.</param>
/// <param name="time">Dates new rules.</param>
public sealed class BlacklistGrain(IRuleStore store, BlacklistOptions options, GrainCallOptions calls, TimeProvider time)
    : Grain, IBlacklistGrain
{
    private const int MaxNodes = 1_000;
    private const int RenewalsMissed = 3;

    private readonly ObserverSet<IBlacklistObserver> _nodes = new(calls.RulesRenewal * RenewalsMissed, MaxNodes, time);
    private LocalRuleBook? _book;
    private (RuleSnapshot Of, byte[] Octets)? _message;

    private LocalRuleBook Book => _book ?? throw new InvalidOperationException("The grain has not been activated.");

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _book = await LocalRuleBook.OpenAsync(store, new BlacklistOptions { Match = options.Match }, time, cancellationToken);
        _book.Changed += TellNodes;
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _book?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<(long Version, byte[]? Rules)> ReadAsync(long knownVersion)
    {
        RuleSnapshot current = Book.Current;
        return new((current.Version, current.Version == knownVersion ? null : MessageOf(current)));
    }

    /// <inheritdoc />
    public async ValueTask<(byte[]? Rule, string Error)> AddAsync(string pattern, string comment, bool enabled)
    {
        try
        {
            return (RuleMessage.Write(await Book.AddAsync(new RuleDraft(pattern, comment, enabled), CancellationToken.None)), "");
        }
        catch (RulePatternException exception)
        {
            return (null, exception.Message);
        }
    }

    /// <inheritdoc />
    public async ValueTask<bool> RemoveAsync(long id) => await Book.RemoveAsync(id, CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask<bool> SetEnabledAsync(long id, bool enabled) =>
        await Book.SetEnabledAsync(id, enabled, CancellationToken.None);

    /// <inheritdoc />
    public ValueTask<bool> SubscribeAsync(IBlacklistObserver node) => new(_nodes.Renew(node));

    /// <inheritdoc />
    public ValueTask UnsubscribeAsync(IBlacklistObserver node)
    {
        _nodes.Remove(node);
        return ValueTask.CompletedTask;
    }

    private byte[] MessageOf(RuleSnapshot snapshot)
    {
        if (_message is not { } message || message.Of != snapshot)
        {
            message = (snapshot, RuleMessage.Write(snapshot.Rules));
            _message = message;
        }

        return message.Octets;
    }

    private void TellNodes(RuleSnapshot snapshot)
    {
        foreach (IBlacklistObserver node in _nodes.Live())
        {
            node.RulesChanged(snapshot.Version);
        }
    }
}
