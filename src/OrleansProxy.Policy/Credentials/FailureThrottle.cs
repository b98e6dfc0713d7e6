using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// Slows the guessing of passwords: a client (an IPv4 address, an IPv6 /64) has ten failures in any minute, those being checked
/// included, so that many at once get no more. It counts by client alone, so that nobody's guesses shut a user out elsewhere.
/// Bounded: past <see cref="MaxClients"/> the client that was checked longest ago is forgotten. Thread-safe.
/// </summary>
internal sealed class FailureThrottle(TimeProvider time)
{
    /// <summary>Failures of one client in any <see cref="Period"/>.</summary>
    public const int MaxFailures = 10;

    /// <summary>Clients remembered at once.</summary>
    public const int MaxClients = 10_000;

    /// <summary>What a client waits whose checks are under way: about as long as one of them takes.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ClientKey, LinkedListNode<ClientFailures>> _clients = [];
    private readonly LinkedList<ClientFailures> _longestAgoFirst = new();

    /// <summary>How long a failure counts.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMinutes(1);

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Begins a check, to be ended by <see cref="End"/>; null when the client must wait first.</summary>
    /// <param name="client">Who gave the credentials.</param>
    /// <param name="wait">How long, when null is returned.</param>
    public ClientFailures? Begin(ClientKey client, out TimeSpan wait)
    {
        lock (_lock)
        {
            LinkedListNode<ClientFailures> node = Find(client);
            ClientFailures failures = node.Value;
            long now = time.GetTimestamp();
            while (failures.Times.Count > 0 && time.GetElapsedTime(failures.Times.Peek(), now) >= Period)
            {
                failures.Times.Dequeue();
            }

            if (failures.Times.Count + failures.Pending >= MaxFailures)
            {
                wait = failures.Times.Count < MaxFailures ? Moment : Period - time.GetElapsedTime(failures.Times.Peek(), now);
                return null;
            }

            failures.Pending++;
            wait = TimeSpan.Zero;
            return failures;
        }
    }

    /// <summary>Ends a check, and counts it when it failed.</summary>
    public void End(ClientFailures check, bool failed)
    {
        lock (_lock)
        {
            check.Pending--;
            if (failed)
            {
                check.Times.Enqueue(time.GetTimestamp());
            }
        }
    }

    /// <summary>The client's place, the last one to be forgotten from now on.</summary>
    private LinkedListNode<ClientFailures> Find(ClientKey client)
    {
        if (_clients.TryGetValue(client, out LinkedListNode<ClientFailures>? node))
        {
            _longestAgoFirst.Remove(node);
        }
        else
        {
            if (_clients.Count >= MaxClients)
            {
                _clients.Remove(_longestAgoFirst.First!.Value.Client);
                _longestAgoFirst.RemoveFirst();
            }

            node = new(new ClientFailures(client));
            _clients.Add(client, node);
        }

        _longestAgoFirst.AddLast(node);
        return node;
    }
}
