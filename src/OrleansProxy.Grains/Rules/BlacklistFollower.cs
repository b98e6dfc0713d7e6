using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// Keeps a node's <see cref="GrainRuleBook"/> current: subscribes to the grain, renews that every
/// <see cref="GrainCallTiming.RulesRenewal"/>, and reads when told or when renewing, so that a lost word costs one renewal at
/// most. Starting it reads the rules, or fails, since a node without its rules must not serve. Start it after the silo and
/// stop it before; once.
/// </summary>
public sealed partial class BlacklistFollower : IHostedService, IDisposable
{
    private readonly GrainRuleBook _book;
    private readonly IBlacklistGrain _grain;
    private readonly Func<IBlacklistObserver, IBlacklistObserver> _reference;
    private readonly GrainCallTiming _timing;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Held here, because a reference to it does not keep it alive.</summary>
    private readonly RuleNews _news = new();
    private IBlacklistObserver? _self;
    private Task _following = Task.CompletedTask;

    /// <summary>Prepares to follow; nothing is asked yet.</summary>
    public BlacklistFollower(
        GrainRuleBook book, IGrainFactory grains, GrainCallTiming timing, TimeProvider time, ILogger<BlacklistFollower> logger)
        : this(book, grains.GetGrain<IBlacklistGrain>(0), grains.CreateObjectReference<IBlacklistObserver>, timing, time, logger)
    {
    }

    internal BlacklistFollower(
        GrainRuleBook book,
        IBlacklistGrain grain,
        Func<IBlacklistObserver, IBlacklistObserver> reference,
        GrainCallTiming timing,
        TimeProvider time,
        ILogger logger)
    {
        _book = book;
        _grain = grain;
        _reference = reference;
        _timing = timing;
        _time = time;
        _logger = logger;
    }

    /// <summary>Subscribes and reads the rules, then goes on following in the background.</summary>
    /// <exception cref="TimeoutException">The grain did not take the subscription in time.</exception>
    /// <exception cref="RuleStoreException">The rules could not be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _self = _reference(_news);
        await FollowOnceAsync(_self, cancellationToken);
        _following = FollowAsync(_self, _stopping.Token);
    }

    /// <summary>Ends following; the book keeps its last snapshot.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _following;
        if (_self is not { } self)
        {
            return;
        }

        try
        {
            await _grain.UnsubscribeAsync(self).AsTask().WaitAsync(_timing.AnswerTimeout, _time, cancellationToken);
        }
        catch (Exception exception)
        {
            LogNotUnsubscribed(_logger, exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task FollowAsync(IBlacklistObserver self, CancellationToken stopping)
    {
        TimeSpan patience = _timing.RulesRenewal;
        while (!stopping.IsCancellationRequested)
        {
            await _news.WaitAsync(patience, _time, stopping);
            patience = await TryFollowOnceAsync(self, stopping) ? _timing.RulesRenewal : _timing.RetryPause;
        }
    }

    private async Task<bool> TryFollowOnceAsync(IBlacklistObserver self, CancellationToken stopping)
    {
        try
        {
            await FollowOnceAsync(self, stopping);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception exception)
        {
            LogNotFollowed(_logger, _book.Current.Version, exception);
            return false;
        }
    }

    /// <summary>Subscribes before reading, so that no change falls between the two.</summary>
    private async Task FollowOnceAsync(IBlacklistObserver self, CancellationToken cancellationToken)
    {
        bool told = await _grain.SubscribeAsync(self).AsTask().WaitAsync(_timing.RulesTimeout, _time, cancellationToken);
        if (!told)
        {
            LogNotTold(_logger, _timing.RulesRenewal);
        }

        await _book.RefreshAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The rules of the cluster cannot be read; version {Version} stays in force.")]
    private static partial void LogNotFollowed(ILogger logger, long version, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Too many nodes follow the rules; this one sees changes only every {Renewal}.")]
    private static partial void LogNotTold(ILogger logger, TimeSpan renewal);

    [LoggerMessage(LogLevel.Debug, "The rules of the cluster were not told that this node stops; they will notice.")]
    private static partial void LogNotUnsubscribed(ILogger logger, Exception exception);
}
