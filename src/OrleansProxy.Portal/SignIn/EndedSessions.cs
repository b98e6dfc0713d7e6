namespace OrleansProxy.Portal.SignIn;

/// <summary>
/// The sessions that were signed out of, so that a copy of their cookie opens nothing. Kept in memory until the last cookie of
/// the session has run out by itself; bounded: past <see cref="MaxKept"/>, which only signed-in users can reach, the one ended
/// longest ago is forgotten. A restart forgets them too. Thread-safe.
/// </summary>
internal sealed class EndedSessions(TimeProvider time)
{
    /// <summary>Ended sessions remembered at once.</summary>
    public const int MaxKept = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset ForgetAt)> _oldestFirst = [];

    /// <summary>Ends a session; one that has ended already stays so.</summary>
    public void Add(string id)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return;
            }

            _oldestFirst.Enqueue((id, now + SessionCookie.Life));
            while (_oldestFirst.Count > MaxKept || _oldestFirst.Peek().ForgetAt < now)
            {
                _ids.Remove(_oldestFirst.Dequeue().Id);
            }
        }
    }

    /// <summary>Whether the session has been ended.</summary>
    public bool Contains(string id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }
}
