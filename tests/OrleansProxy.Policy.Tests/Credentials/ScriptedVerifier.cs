using System.Collections.Concurrent;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Policy.Tests.Credentials;

/// <summary>Takes "hash of X" for the hash of the password X, and holds its answers back while <see cref="Gate"/> is not completed.</summary>
internal sealed class ScriptedVerifier : IPasswordVerifier
{
    private int _running;
    private int _most;

    public ConcurrentQueue<(string Password, string? Hash, int Thread, bool OnPool)> Asked { get; } = [];

    public Task Gate { get; set; } = Task.CompletedTask;

    public Exception? Fault { get; set; }

    /// <summary>The most that were checked at the same time.</summary>
    public int Most => _most;

    /// <summary>Completes once this many are being checked or have been.</summary>
    public async Task AskedAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Asked.Count < count)
        {
            await Task.Delay(1, patience.Token);
        }
    }

    public async Task<bool> VerifyAsync(string password, string? hash)
    {
        Asked.Enqueue((password, hash, Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
        InterlockedMax(ref _most, Interlocked.Increment(ref _running));
        await Gate;
        Interlocked.Decrement(ref _running);
        return Fault is null ? hash == $"hash of {password}" : throw Fault;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int known = most;
        while (value > known)
        {
            known = Interlocked.CompareExchange(ref most, value, known);
        }
    }
}
