using Microsoft.Extensions.Logging;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>
/// Ends the tunnels that a rule forbids as soon as it is in force. It looks at them on a thread of the pool, one look at a time:
/// whoever changes a rule waits for none of it, and many changes at once are one look. Thread-safe.
/// </summary>
internal sealed class RuleWatch : IThreadPoolWorkItem
{
    private readonly IRuleBook _rules;
    private readonly OpenTunnels _tunnels;
    private readonly ILogger _log;
    private int _asked;

    private RuleWatch(IRuleBook rules, OpenTunnels tunnels, ILogger log)
    {
        _rules = rules;
        _tunnels = tunnels;
        _log = log;
    }

    /// <summary>Follows the rules until <paramref name="stopping"/> is cancelled.</summary>
    public static RuleWatch Start(IRuleBook rules, OpenTunnels tunnels, ILogger log, CancellationToken stopping)
    {
        var watch = new RuleWatch(rules, tunnels, log);
        rules.Changed += watch.OnChanged;
        stopping.UnsafeRegister(static state => ((RuleWatch)state!).Stop(), watch);
        return watch;
    }

    /// <summary>Has all open tunnels looked at, soon. A tunnel that opened while the rules changed asks for it.</summary>
    public void Look()
    {
        if (Interlocked.Increment(ref _asked) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Looks until nobody has asked again meanwhile.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _asked);
            try
            {
                _tunnels.EndForbidden(_rules.Current);
            }
            catch (Exception exception)
            {
                FrontEndLog.RuleWatchFailed(_log, exception);
            }
        }
        while (Interlocked.CompareExchange(ref _asked, 0, seen) != seen);
    }

    private void OnChanged(RuleSnapshot rules) => Look();

    private void Stop() => _rules.Changed -= OnChanged;
}
