using System.Net;
using BenchmarkDotNet.Attributes;
using OrleansProxy.Policy.Limits;

namespace OrleansProxy.Benchmarks.Limits;

/// <summary>One request counted against its client's limit.</summary>
public class LimiterAcquire
{
    private const int Operations = 40_000;
    private const int Clients = 4_096;

    private readonly LocalRateLimits _limits = new(new RateLimitOptions { Count = 100 }, TimeProvider.System);
    private readonly IPAddress[] _clients = [.. Enumerable.Range(0, Clients).Select(index => new IPAddress([10, 0, (byte)(index >> 8), (byte)index]))];

    /// <summary>Threads at once.</summary>
    [Params(1, 4)]
    public int Threads { get; set; }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void Many_clients() => Run((thread, index) => _clients[((index * 7) + thread) % Clients]);

    [Benchmark(OperationsPerInvoke = Operations)]
    public void One_client() => Run((_, _) => _clients[0]);

    private static void Check(ValueTask<RateLimitDecision> decision)
    {
        if (!decision.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The limiter of one process answers at once.");
        }
    }

    private void Run(Func<int, int, IPAddress> client)
    {
        int each = Operations / Threads;
        void Ask(int thread)
        {
            for (int index = 0; index < each; index++)
            {
                Check(_limits.AcquireAsync(client(thread, index), 1, CancellationToken.None));
            }
        }

        if (Threads == 1)
        {
            Ask(0);
            return;
        }

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() => Ask(thread)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }
}
