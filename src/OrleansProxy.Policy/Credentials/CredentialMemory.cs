namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// Remembers checked credentials for a while from the check on, however often they are used. Past its capacity the oldest are
/// forgotten, which costs another hash and gives nobody anything. Thread-safe; one lock, held for a few steps.
/// </summary>
internal sealed class CredentialMemory(int capacity, TimeSpan lifetime, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CredentialKey, (RememberedCredential Credential, long Since)> _byKey = [];

    /// <summary>In the order of <c>Since</c>; what was remembered anew stands in it twice, the first time without effect.</summary>
    private readonly Queue<(CredentialKey Key, long Since)> _oldestFirst = [];

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _byKey.Count;
            }
        }
    }

    /// <summary>What is remembered and still holds, or null.</summary>
    public RememberedCredential? Find(CredentialKey key, UserSnapshot users)
    {
        lock (_lock)
        {
            return _byKey.TryGetValue(key, out (RememberedCredential Credential, long Since) found)
                && time.GetElapsedTime(found.Since) < lifetime
                && found.Credential.HoldsFor(users)
                ? found.Credential
                : null;
        }
    }

    /// <summary>Remembers from now on.</summary>
    public void Add(CredentialKey key, RememberedCredential credential)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _byKey[key] = (credential, now);
            _oldestFirst.Enqueue((key, now));
            while (_oldestFirst.Count > capacity || time.GetElapsedTime(_oldestFirst.Peek().Since, now) >= lifetime)
            {
                Forget(_oldestFirst.Dequeue());
            }
        }
    }

    private void Forget((CredentialKey Key, long Since) oldest)
    {
        if (_byKey.TryGetValue(oldest.Key, out (RememberedCredential Credential, long Since) found) && found.Since == oldest.Since)
        {
            _byKey.Remove(oldest.Key);
        }
    }
}
