using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// Checks passwords that are not remembered: on the thread pool, two at a time, for at most <see cref="MaxWaiting"/> different
/// credentials at once; who brings credentials that are being checked already waits for the same answer. Thread-safe.
/// </summary>
internal sealed class PasswordChecks(
    UserBook users, IPasswordVerifier verifier, FailureThrottle throttle, Action<CredentialKey, RememberedCredential> remember)
    : IDisposable
{
    /// <summary>Different credentials that are being checked or wait for it.</summary>
    public const int MaxWaiting = 64;

    /// <summary>Passwords that are hashed at the same time, so that a flood of them leaves processors to those who are known.</summary>
    private const int MaxHashing = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _hashing = new(MaxHashing);
    private readonly Lock _lock = new();
    private readonly Dictionary<CredentialKey, Task<CredentialVerdict>> _running = [];

    /// <summary>Checks one password, unless the client has failed too often or too many wait.</summary>
    public Task<CredentialVerdict> CheckAsync(ClientKey client, CredentialKey key, string name, string password)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(key, out Task<CredentialVerdict>? running))
            {
                return running;
            }

            if (throttle.Begin(client, out TimeSpan wait) is not { } check)
            {
                return Task.FromResult(new CredentialVerdict(CredentialOutcome.Throttled, null, wait));
            }

            if (_running.Count >= MaxWaiting)
            {
                throttle.End(check, failed: false);
                return Task.FromResult(new CredentialVerdict(CredentialOutcome.Busy, null, Moment));
            }

            // Callers serve sockets: the work begins on the pool, whatever the verifier does.
            running = Task.Run(() => RunAsync(check, key, name, password));
            _running.Add(key, running);
            return running;
        }
    }

    /// <summary>Once nobody checks any more.</summary>
    public void Dispose() => _hashing.Dispose();

    private async Task<CredentialVerdict> RunAsync(ClientFailures check, CredentialKey key, string name, string password)
    {
        bool failed = false;
        try
        {
            await _hashing.WaitAsync().ConfigureAwait(false);
            try
            {
                string? hash = users.Current.PasswordHashOf(name);
                bool isRight = await verifier.VerifyAsync(password, hash).ConfigureAwait(false) && hash is not null;
                failed = !isRight;
                remember(key, new RememberedCredential(name, hash, isRight));
                return isRight ? CredentialVerdict.Accept(name) : CredentialVerdict.Wrong;
            }
            finally
            {
                _hashing.Release();
            }
        }
        finally
        {
            throttle.End(check, failed);
            lock (_lock)
            {
                _running.Remove(key);
            }
        }
    }
}
