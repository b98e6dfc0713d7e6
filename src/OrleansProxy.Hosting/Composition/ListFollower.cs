using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Reads the lists of Blacklist:Files before the proxy takes its first request, looks at the files and at the setting every
/// <see cref="LookInterval"/> from then on, and brings what has changed to the rules. Says each list that comes into force, and
/// each that does not.
/// </summary>
internal sealed class ListFollower(
    SettingsMonitor monitor, ILiveSettings<RuleLists> rules, TimeProvider time, ILogger<ListFollower> logger)
    : IHostedService, IDisposable
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ListFiles _files = new(time);
    private readonly CancellationTokenSource _stopping = new();
    private RuleLists _applied = RuleLists.Empty;
    private Task _following = Task.CompletedTask;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken).ConfigureAwait(false);
        _following = FollowAsync(_stopping.Token);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _following.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task FollowAsync(CancellationToken stopping)
    {
        using var looks = new PeriodicTimer(LookInterval, time);
        try
        {
            while (await looks.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                await LookAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; the lists need no farewell.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> paths = monitor.Current.Blacklist.Files;
        try
        {
            await Task.Run(() => _files.Look(paths, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (_files.Current != _applied)
            {
                await rules.ApplyAsync(_files.Current, cancellationToken).ConfigureAwait(false);
                Say(_applied.Status, _files.Current.Status);
                _applied = _files.Current;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            CompositionLog.ListsNotFollowed(logger, exception);
        }
    }

    private void Say(ImmutableArray<ListStatus> before, ImmutableArray<ListStatus> now)
    {
        foreach (ListStatus list in now.Except(before))
        {
            if (list.Fault.Length > 0)
            {
                CompositionLog.ListRefused(logger, list.Name, list.Entries, list.Fault);
            }
            else
            {
                CompositionLog.ListInForce(logger, list.Name, list.Entries, list.Skipped);
            }
        }
    }
}
