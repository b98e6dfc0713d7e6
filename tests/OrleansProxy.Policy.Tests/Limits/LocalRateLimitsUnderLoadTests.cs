using System.Collections.Concurrent;
using System.Net;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Limits;

/// <summary>The limiter under many threads and under floods of addresses.</summary>
[Collection(nameof(MemoryCollection))]
public sealed class LocalRateLimitsUnderLoadTests
{
    private const int Threads = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private readonly ManualTime _time = new();

    [Fact]
    public void Sixty_four_threads_that_ask_at_once_get_exactly_Count_for_each_client()
    {
        const int Clients = 16;
        const int Count = 1_000;
        var limits = new LocalRateLimits(Options(Count), _time);
        int[] allowed = new int[Clients];
        OnThreads(_ =>
        {
            for (int request = 0; request < Clients * Count / 32; request++)
            {
                int client = request % Clients;
                if (Acquire(limits, IPv4(client)).Allowed)
                {
                    Interlocked.Increment(ref allowed[client]);
                }
            }
        });
        Assert.All(allowed, count => Assert.Equal(Count, count));
    }

    [Fact]
    public void While_time_passes_no_period_has_more_than_Count_whatever_the_threads_do()
    {
        const int Count = 50;
        var limits = new LocalRateLimits(Options(Count), _time);
        var allowed = new ConcurrentQueue<(long Before, long After)>();
        OnThreads(thread =>
        {
            for (int request = 0; request < 500; request++)
            {
                if (thread == 0)
                {
                    _time.Advance(Period / 100);
                }

                long before = _time.GetTimestamp();
                if (Acquire(limits, IPv4(1)).Allowed)
                {
                    allowed.Enqueue((before, _time.GetTimestamp()));
                }
            }
        });

        // Both ends of a call lie around the instant that it was decided at: what begins and ends within a period was in it.
        Assert.All(allowed, first => Assert.InRange(
            allowed.Count(other => other.Before >= first.Before && other.After < first.Before + Period.Ticks), 1, Count));
        Assert.InRange(allowed.Count, Count, 6 * Count);
    }

    [Fact]
    public void A_million_addresses_cost_bounded_memory_and_give_nobody_a_request_back()
    {
        const int Places = 1_000;
        var limits = new LocalRateLimits(Options(3, Places), _time);
        Acquire(limits, IPv4(1), cost: 3);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int allowed = 0;
        for (int client = 2; client < 1_000_002; client++)
        {
            allowed += Acquire(limits, IPv4(client)).Allowed ? 1 : 0;
        }

        Assert.Equal(Places, limits.TrackedClients);
        Assert.False(Acquire(limits, IPv4(1)).Allowed);

        // Each place lets one through, and each of the tables 3 more of those that share.
        Assert.InRange(allowed, Places - 1, Places + (16 * 3));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
        GC.KeepAlive(limits);
    }

    [Fact]
    public void One_network_of_IPv6_is_one_client_however_many_addresses_it_uses()
    {
        var limits = new LocalRateLimits(Options(3), _time);
        int allowed = Enumerable.Range(0, 10_000).Count(host => Acquire(limits, IPv6(network: 7, host)).Allowed);
        Assert.Equal(3, allowed);
        Assert.Equal(1, limits.TrackedClients);
    }

    [Fact]
    public void Who_rotates_through_more_networks_than_there_are_places_has_one_limit_for_the_rest()
    {
        const int Places = 1_000;
        var limits = new LocalRateLimits(Options(2, Places), _time, tables: 1);
        int allowed = 0;
        for (int network = 0; network < 65_536; network++)
        {
            allowed += Acquire(limits, IPv6(network, 1), cost: 2).Allowed ? 1 : 0;
        }

        Assert.Equal(Places + 1, allowed);

        // Half a period later all of them still count, and coming again under the first names gives nothing back.
        _time.Advance(Period / 2);
        Assert.Equal(0, Enumerable.Range(0, 65_536).Count(network => Acquire(limits, IPv6(network, 2)).Allowed));
        _time.Advance(Period / 2);
        Assert.True(Acquire(limits, IPv6(0, 3)).Allowed);
    }

    private static void OnThreads(Action<int> work)
    {
        using var start = new Barrier(Threads);
        var faults = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                work(number);
            }
            catch (Exception fault)
            {
                faults.Enqueue(fault);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(faults);
    }

    private static RateLimitOptions Options(int count, int maxClients = 1_000) =>
        new() { Count = count, Period = Period, MaxClients = maxClients };

    private static IPAddress IPv4(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private static IPAddress IPv6(int network, int host) => new(
        [0x20, 0x01, 0x0D, 0xB8, 0, 0, (byte)(network >> 8), (byte)network, 0, 0, 0, 0, (byte)(host >> 24), (byte)(host >> 16), (byte)(host >> 8), (byte)host]);

    private static RateLimitDecision Acquire(LocalRateLimits limits, IPAddress client, int cost = 1)
    {
        ValueTask<RateLimitDecision> decision = limits.AcquireAsync(client, cost, CancellationToken.None);
        return decision.IsCompletedSuccessfully
            ? decision.Result
            : throw new InvalidOperationException("The local limiter never waits.");
    }
}
