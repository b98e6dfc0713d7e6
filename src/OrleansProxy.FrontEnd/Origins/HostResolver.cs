using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Resolves hosts through the system, whose resolver blocks a thread for each lookup: so lookups have threads of their own, are bounded
/// in number and time, shared by those who ask for the same host, and remembered for a while, failures shorter. Thread-safe.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A lookup that hangs gives its slot back long after everything else has ended, and these slots hold no handle.")]
internal sealed class HostResolver
{
    private const int MaxLookups = 32;
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RememberSuccess = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RememberFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Answer> _answers = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<IPAddress[]>>> _underWay = new();
    private readonly SemaphoreSlim _slots = new(MaxLookups);
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;

    public HostResolver(TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        _time = time;
        _lookUp = lookUp ?? SystemResolver.LookUpAsync;
    }

    /// <summary>The addresses of a host in normal form; none when it cannot be resolved or not in time.</summary>
    /// <exception cref="OperationCanceledException">Given up, or too many lookups of other hosts were under way.</exception>
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return [literal];
        }

        if (_answers.TryGetValue(host, out Answer? known) && TimeLeft(known) > TimeSpan.Zero)
        {
            return known.Addresses;
        }

        Lazy<Task<IPAddress[]>> lookup = _underWay.GetOrAdd(
            host, name => new Lazy<Task<IPAddress[]>>(() => LookUpAsync(name)));
        return await lookup.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IPAddress[]> LookUpAsync(string host)
    {
        // The lookup itself can block (the system's resolver is synchronous underneath), so it never runs on a socket's thread.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            IPAddress[] addresses = await AskSystemAsync(host).ConfigureAwait(false);
            Remember(host, addresses);
            return addresses;
        }
        finally
        {
            _underWay.TryRemove(host, out _);
        }
    }

    private async Task<IPAddress[]> AskSystemAsync(string host)
    {
        using var timeout = new CancellationTokenSource(LookupTimeout, _time);

        // When no slot comes free in time nothing is known of the host: the caller is told of the time, and nothing is remembered.
        await _slots.WaitAsync(timeout.Token).ConfigureAwait(false);
        try
        {
            return await LookUpInSlotAsync(host, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ArgumentException)
        {
            // The host does not exist, the resolver did not answer, or the name is one that it refuses: no addresses.
            return [];
        }
    }

    /// <summary>Gives the slot back when the lookup is really over, which may be long after its time.</summary>
    private async Task<IPAddress[]> LookUpInSlotAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await _lookUp(host, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    private void Remember(string host, IPAddress[] addresses)
    {
        if (_answers.Count >= MaxRemembered)
        {
            MakeRoom();
        }

        _answers[host] = new Answer(addresses, _time.GetTimestamp(), addresses.Length > 0 ? RememberSuccess : RememberFailure);
    }

    /// <summary>
    /// Forgets the tenth that has the least time left, if any: so this is not done for each host, and nobody can have all forgotten at
    /// once that others asked for.
    /// </summary>
    private void MakeRoom()
    {
        int surplus = _answers.Count - (MaxRemembered - (MaxRemembered / 10));
        foreach ((string host, _) in _answers.ToArray().OrderBy(known => TimeLeft(known.Value)).Take(surplus))
        {
            _answers.TryRemove(host, out _);
        }
    }

    private TimeSpan TimeLeft(Answer known) => known.Lifetime - _time.GetElapsedTime(known.At);

    private sealed record Answer(IPAddress[] Addresses, long At, TimeSpan Lifetime);
}
