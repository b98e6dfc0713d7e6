using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Origins;

public sealed class HostResolverTests
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")];

    private readonly ManualTime _time = new();
    private int _lookups;

    [Theory]
    [InlineData("192.0.2.9")]
    [InlineData("2001:db8::9")]
    public async Task A_literal_is_not_looked_up(string literal)
    {
        HostResolver resolver = Resolver(_ => throw new InvalidOperationException());
        Assert.Equal([IPAddress.Parse(literal)], await resolver.ResolveAsync(literal, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_is_remembered_for_30_seconds()
    {
        HostResolver resolver = Resolver(_ => Task.FromResult(Addresses));
        Assert.Equal(Addresses, await AskAsync(resolver));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(Addresses, await AskAsync(resolver));
        Assert.Equal(1, _lookups);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(resolver);
        Assert.Equal(2, _lookups);
    }

    [Fact]
    public async Task A_failure_gives_no_addresses_and_is_remembered_for_5_seconds()
    {
        HostResolver resolver = Resolver(_ => throw new SocketException((int)SocketError.HostNotFound));
        Assert.Empty(await AskAsync(resolver));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(await AskAsync(resolver));
        Assert.Equal(1, _lookups);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(resolver);
        Assert.Equal(2, _lookups);
    }

    [Fact]
    public async Task Those_who_ask_for_the_same_host_share_one_lookup()
    {
        var answer = new TaskCompletionSource<IPAddress[]>();
        HostResolver resolver = Resolver(_ => answer.Task);
        Task<IPAddress[]>[] asked = [.. Enumerable.Range(0, 10).Select(_ => AskAsync(resolver))];
        answer.SetResult(Addresses);
        foreach (IPAddress[] addresses in await Task.WhenAll(asked))
        {
            Assert.Equal(Addresses, addresses);
        }

        Assert.Equal(1, _lookups);
    }

    [Fact]
    public async Task A_lookup_that_hangs_is_given_up_after_5_seconds()
    {
        HostResolver resolver = Resolver(_ => new TaskCompletionSource<IPAddress[]>().Task);
        Task<IPAddress[]> asked = AskAsync(resolver);
        TimeSpan passed = await _time.RunUntilAsync(asked);
        Assert.Empty(await asked);
        Assert.True(passed >= TimeSpan.FromSeconds(5), $"{passed}");
    }

    [Fact]
    public async Task Whatever_way_lookups_fail_they_leave_room_for_more()
    {
        HostResolver resolver = Resolver(host => host.StartsWith("bad", StringComparison.Ordinal)
            ? throw new ArgumentOutOfRangeException(nameof(host))
            : Task.FromResult(Addresses));
        for (int host = 0; host < 40; host++)
        {
            Assert.Empty(await resolver.ResolveAsync($"bad{host}.test", TestContext.Current.CancellationToken));
        }

        Assert.Equal(Addresses, await AskAsync(resolver));
    }

    [Fact]
    public async Task No_more_than_32_lookups_run_at_once()
    {
        var answer = new TaskCompletionSource<IPAddress[]>();
        int running = 0;
        var all = new TaskCompletionSource();
        HostResolver resolver = Resolver(_ =>
        {
            if (Interlocked.Increment(ref running) == 32)
            {
                all.SetResult();
            }

            return answer.Task;
        });
        Task<IPAddress[]>[] asked =
            [.. Enumerable.Range(0, 40).Select(host => resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken).AsTask())];
        await all.Task.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(32, running);
        answer.SetResult(Addresses);
        await Task.WhenAll(asked).WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(40, running);
    }

    [Fact]
    public async Task What_is_known_and_what_is_a_literal_needs_no_lookup_while_all_of_them_hang()
    {
        bool hangs = false;
        HostResolver resolver = Resolver(_ => hangs ? new TaskCompletionSource<IPAddress[]>().Task : Task.FromResult(Addresses));
        await AskAsync(resolver);
        hangs = true;
        Task[] others =
            [.. Enumerable.Range(0, 40).Select(host => resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken).AsTask())];
        ValueTask<IPAddress[]> known = resolver.ResolveAsync("a.test", TestContext.Current.CancellationToken);
        ValueTask<IPAddress[]> literal = resolver.ResolveAsync("192.0.2.9", TestContext.Current.CancellationToken);
        Assert.True(known.IsCompletedSuccessfully && literal.IsCompletedSuccessfully);
        Assert.Equal(Addresses, await known);
        Assert.Equal([IPAddress.Parse("192.0.2.9")], await literal);
        TimeSpan passed = await _time.RunUntilAsync(Task.WhenAll(others).ContinueWith(static _ => { }, TaskScheduler.Default));
        Assert.InRange(passed.TotalSeconds, 5, 15);
    }

    [Fact]
    public async Task A_caller_for_whom_no_slot_comes_free_in_time_is_given_up_and_nothing_is_remembered_of_the_host()
    {
        var answer = new TaskCompletionSource<IPAddress[]>();
        int running = 0;
        var full = new TaskCompletionSource();
        HostResolver resolver = Resolver(_ =>
        {
            if (Interlocked.Increment(ref running) == 32)
            {
                full.SetResult();
            }

            return answer.Task;
        });
        Task<IPAddress[]>[] others =
            [.. Enumerable.Range(0, 32).Select(host => resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken).AsTask())];
        await full.Task.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);

        Task<IPAddress[]> asked = AskAsync(resolver);
        TimeSpan passed = await _time.RunUntilAsync(asked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(passed >= TimeSpan.FromSeconds(5), $"{passed}");
        Assert.Equal(32, running);

        // A failure would be remembered for 5 seconds.
        answer.SetResult(Addresses);
        await Task.WhenAll(others).WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(Addresses, await AskAsync(resolver));
        Assert.Equal(33, running);
    }

    [Fact]
    public async Task A_full_memory_forgets_the_oldest_and_not_what_others_asked_for_just_now()
    {
        HostResolver resolver = Resolver(_ => Task.FromResult(Addresses));
        for (int host = 0; host < 10_000; host++)
        {
            if (host == 5_000)
            {
                _time.Advance(TimeSpan.FromSeconds(10));
            }

            await resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken);
        }

        await AskAsync(resolver);
        Assert.Equal(10_001, _lookups);
        for (int host = 5_000; host < 10_000; host++)
        {
            await resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken);
        }

        Assert.Equal(10_001, _lookups);
        for (int host = 0; host < 5_000; host++)
        {
            await resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken);
        }

        Assert.InRange(_lookups, 10_002, 15_001);
    }

    private HostResolver Resolver(Func<string, Task<IPAddress[]>> lookUp) => new(_time, (host, _) =>
    {
        Interlocked.Increment(ref _lookups);
        return lookUp(host);
    });

    private static Task<IPAddress[]> AskAsync(HostResolver resolver) =>
        resolver.ResolveAsync("a.test", TestContext.Current.CancellationToken).AsTask();
}
