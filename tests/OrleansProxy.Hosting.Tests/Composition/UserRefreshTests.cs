using System.Net;
using OrleansProxy.Hosting.Composition;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Testing;

namespace OrleansProxy.Hosting.Tests.Composition;

public sealed class UserRefreshTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly CountedStore _store = new();
    private readonly Switch _credentials = new();
    private readonly LineLogger<UserRefresh> _logger = new();
    private UserBook _users = null!;
    private UserRefresh _refresh = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _users = await UserBook.OpenAsync(_store, Cancellation);
        _refresh = new UserRefresh(_users, _credentials, _time, _logger);
        await _refresh.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _refresh.StopAsync(Cancellation);
        _refresh.Dispose();
    }

    [Fact]
    public async Task A_change_by_another_program_is_in_force_after_the_next_look()
    {
        _store.Version = 1;
        await UntilAsync(() => _users.Current.Version == 1);
    }

    [Fact]
    public async Task A_store_that_fails_is_told_once_and_again_when_it_works()
    {
        _store.Fault = new UserStoreException("The disk is gone.");
        await LooksAsync(3);
        _store.Fault = null;
        await LooksAsync(3);
        await _refresh.StopAsync(Cancellation);
        Assert.Equal(
            [
                "Error: The users of the proxy cannot be read again; those known stay in force: The disk is gone.",
                "Information: The users of the proxy can be read again",
            ],
            _logger.Lines);
    }

    [Fact]
    public async Task The_store_is_left_alone_while_nobody_is_asked_for_credentials()
    {
        _credentials.IsOn = false;
        await UntilAsync(() => _credentials.Asked >= 3);
        Assert.Equal(0, _store.Looks);
    }

    private Task LooksAsync(int more)
    {
        int wanted = _store.Looks + more;
        return UntilAsync(() => _store.Looks >= wanted);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            _time.Advance(UserRefresh.Interval);
            await Task.Delay(1, patience.Token);
        }
    }

    private sealed class Switch : IProxyCredentials
    {
        private int _asked;

        public bool IsOn { get; set; } = true;

        public int Asked => Volatile.Read(ref _asked);

        public bool Required
        {
            get
            {
                Interlocked.Increment(ref _asked);
                return IsOn;
            }
        }

        public ValueTask<CredentialVerdict> CheckAsync(IPAddress client, ReadOnlySpan<byte> field) => throw new NotSupportedException();
    }

    private sealed class CountedStore : IUserStore
    {
        private int _looks;

        public int Looks => Volatile.Read(ref _looks);

        public long Version { get; set; }

        public Exception? Fault { get; set; }

        public Task<long> GetVersionAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            return Fault is null ? Task.FromResult(Version) : Task.FromException<long>(Fault);
        }

        public Task<StoredUsers> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(new StoredUsers(Version, []));

        public Task<bool> AddAsync(string name, string passwordHash, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> SetPasswordAsync(string name, string passwordHash, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> SetDisabledAsync(string name, bool disabled, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
