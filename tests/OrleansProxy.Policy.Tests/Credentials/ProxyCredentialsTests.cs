using System.Net;
using System.Text;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Credentials;

public sealed class ProxyCredentialsTests : IAsyncLifetime
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.2");
    private readonly ManualTime _time = new();
    private readonly InMemoryUserStore _store = new();
    private readonly ScriptedVerifier _verifier = new();
    private UserBook _users = null!;
    private ProxyCredentials _policy = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.AddAsync("alice", "hash of sesame", DateTimeOffset.UnixEpoch, Cancellation);
        _users = await UserBook.OpenAsync(_store, Cancellation);
        _policy = new ProxyCredentials(new() { Required = true }, _users, _verifier, _time);
    }

    public ValueTask DisposeAsync()
    {
        _policy.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Nobody_is_asked_until_the_setting_says_so()
    {
        using var policy = new ProxyCredentials(new(), _users, _verifier, _time);
        Assert.False(policy.Required);
        policy.Apply(new() { Required = true });
        Assert.True(policy.Required);
    }

    [Fact]
    public async Task A_users_password_is_hashed_once_in_five_minutes_wherever_it_comes_from()
    {
        Assert.Equal(CredentialVerdict.Accept("alice"), await CheckAsync("alice:sesame"));
        for (int request = 0; request < 100; request++)
        {
            ValueTask<CredentialVerdict> check = StartCheck("alice:sesame", Elsewhere);
            Assert.True(check.IsCompletedSuccessfully);
            Assert.Equal(CredentialVerdict.Accept("alice"), await check);
        }

        Assert.Single(_verifier.Asked);
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await CheckAsync("alice:sesame");
        Assert.Single(_verifier.Asked);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(CredentialVerdict.Accept("alice"), await CheckAsync("alice:sesame"));
        Assert.Equal(2, _verifier.Asked.Count);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("disable")]
    [InlineData("password")]
    public async Task A_user_who_is_changed_is_forgotten_at_once(string change)
    {
        await CheckAsync("alice:sesame");
        Task done = change switch
        {
            "remove" => _store.RemoveAsync("alice", Cancellation),
            "disable" => _store.SetDisabledAsync("alice", disabled: true, Cancellation),
            _ => _store.SetPasswordAsync("alice", "hash of other", Cancellation),
        };
        await done;
        await _users.RefreshAsync(Cancellation);
        Assert.Equal(CredentialVerdict.Wrong, await CheckAsync("alice:sesame"));
    }

    [Fact]
    public async Task An_unknown_user_is_hashed_like_a_known_one_and_never_accepted()
    {
        Assert.Equal(CredentialVerdict.Wrong, await CheckAsync("bob:sesame"));
        Assert.Equal(("sesame", null), _verifier.Asked.Select(asked => (asked.Password, asked.Hash)).Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData(" alice:sesame")]
    public async Task What_can_be_no_user_is_wrong_without_a_hash(string credentials)
    {
        Assert.Equal(CredentialVerdict.Wrong, await CheckAsync(credentials));
        Assert.Equal(CredentialVerdict.Wrong, await _policy.CheckAsync(Here, "Bearer x"u8));
        Assert.Equal(CredentialVerdict.Wrong, await CheckAsync("alice:" + new string('x', 257)));
        Assert.Empty(_verifier.Asked);
    }

    [Fact]
    public async Task A_wrong_password_that_is_repeated_is_neither_hashed_nor_counted_again_until_the_user_changes()
    {
        for (int request = 0; request < 100; request++)
        {
            Assert.Equal(CredentialVerdict.Wrong, await CheckAsync("alice:other"));
            Assert.Equal(CredentialVerdict.Wrong, await CheckAsync("bob:b"));
        }

        Assert.Equal(2, _verifier.Asked.Count);
        await _store.SetPasswordAsync("alice", "hash of other", Cancellation);
        await _store.AddAsync("bob", "hash of b", DateTimeOffset.UnixEpoch, Cancellation);
        await _users.RefreshAsync(Cancellation);
        Assert.Equal(CredentialVerdict.Accept("alice"), await CheckAsync("alice:other"));
        Assert.Equal(CredentialVerdict.Accept("bob"), await CheckAsync("bob:b"));
    }

    [Fact]
    public async Task A_client_that_guesses_is_stopped_before_hashing_and_shuts_out_itself_alone()
    {
        await CheckAsync("alice:sesame");
        for (int guess = 0; guess < 10; guess++)
        {
            Assert.Equal(CredentialVerdict.Wrong, await CheckAsync($"alice:guess{guess}"));
        }

        Assert.Equal(
            new CredentialVerdict(CredentialOutcome.Throttled, null, TimeSpan.FromMinutes(1)), await CheckAsync("alice:guess10"));
        Assert.Equal(11, _verifier.Asked.Count);

        // What is remembered is right from here, too; and alice elsewhere is not this client.
        Assert.Equal(CredentialVerdict.Accept("alice"), await CheckAsync("alice:sesame"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(CredentialOutcome.Throttled, (await CheckAsync("alice:guess11")).Outcome);
        Assert.Equal(CredentialOutcome.Wrong, (await CheckAsync("alice:guess11", Elsewhere)).Outcome);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CredentialOutcome.Wrong, (await CheckAsync("alice:guess12")).Outcome);
    }

    [Fact]
    public async Task Guesses_that_come_all_at_once_are_no_more_than_allowed()
    {
        var gate = new TaskCompletionSource();
        _verifier.Gate = gate.Task;
        Task<CredentialVerdict>[] guesses =
            [.. Enumerable.Range(0, 30).Select(guess => StartCheck($"alice:guess{guess}").AsTask())];
        gate.SetResult();
        CredentialVerdict[] verdicts = await Task.WhenAll(guesses);
        Assert.Equal(10, verdicts.Count(verdict => verdict.Outcome is CredentialOutcome.Wrong));
        Assert.Equal(20, verdicts.Count(verdict => verdict.Outcome is CredentialOutcome.Throttled));
        Assert.Equal(10, _verifier.Asked.Count);
    }

    [Fact]
    public async Task A_browser_that_opens_many_connections_at_once_costs_one_hash()
    {
        var gate = new TaskCompletionSource();
        _verifier.Gate = gate.Task;
        Task<CredentialVerdict>[] requests = [.. Enumerable.Range(0, 100).Select(_ => StartCheck("alice:sesame").AsTask())];
        gate.SetResult();
        Assert.All(await Task.WhenAll(requests), verdict => Assert.Equal(CredentialVerdict.Accept("alice"), verdict));
        Assert.Single(_verifier.Asked);
    }

    [Fact]
    public async Task Two_passwords_are_hashed_at_a_time_sixty_four_wait_and_more_are_told_to_come_back()
    {
        var gate = new TaskCompletionSource();
        _verifier.Gate = gate.Task;
        Task<CredentialVerdict>[] checks =
            [.. Enumerable.Range(0, 70).Select(number => StartCheck($"user{number}:x", new IPAddress([10, 0, 0, (byte)number])).AsTask())];
        await _verifier.AskedAsync(2);
        Assert.Equal(6, checks.Count(check => check.IsCompleted));
        gate.SetResult();
        CredentialVerdict[] verdicts = await Task.WhenAll(checks);
        Assert.Equal(
            Enumerable.Repeat(new CredentialVerdict(CredentialOutcome.Busy, null, TimeSpan.FromSeconds(1)), 6), verdicts.Skip(64));
        Assert.Equal(2, _verifier.Most);
        Assert.Equal(64, _verifier.Asked.Count);
    }

    [Fact]
    public async Task Passwords_are_hashed_on_the_pool_and_never_on_the_thread_that_asks()
    {
        int asking = 0;
        Task<CredentialVerdict> check = null!;
        var thread = new Thread(() =>
        {
            asking = Environment.CurrentManagedThreadId;
            check = StartCheck("alice:sesame").AsTask();
        });
        thread.Start();
        thread.Join();
        Assert.Equal(CredentialVerdict.Accept("alice"), await check);
        (string Password, string? Hash, int Thread, bool OnPool) = Assert.Single(_verifier.Asked);
        Assert.NotEqual(asking, Thread);
        Assert.True(OnPool);
    }

    [Fact]
    public async Task A_verifier_that_fails_is_told_to_who_asked_and_counts_against_nobody()
    {
        _verifier.Fault = new InvalidOperationException("no hasher");
        for (int request = 0; request < 20; request++)
        {
            Assert.Same(_verifier.Fault, await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync("alice:sesame")));
        }

        _verifier.Fault = null;
        Assert.Equal(CredentialVerdict.Accept("alice"), await CheckAsync("alice:sesame"));
    }

    [Fact]
    public async Task A_remembered_user_costs_no_memory()
    {
        await CheckAsync("alice:sesame");
        byte[] field = Field("alice:sesame");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int request = 0; request < 100; request++)
        {
            ValueTask<CredentialVerdict> check = _policy.CheckAsync(Here, field);
            Assert.True(check.IsCompletedSuccessfully);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static byte[] Field(string credentials) =>
        Encoding.ASCII.GetBytes($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}");

    private Task<CredentialVerdict> CheckAsync(string credentials, IPAddress? client = null) => StartCheck(credentials, client).AsTask();

    private ValueTask<CredentialVerdict> StartCheck(string credentials, IPAddress? client = null) =>
        _policy.CheckAsync(client ?? Here, Field(credentials));
}
