using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Policy.Tests.Credentials;

public sealed class UserBookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_users_are_read_again_only_when_they_were_changed()
    {
        var store = new InMemoryUserStore();
        UserBook users = await UserBook.OpenAsync(store, Cancellation);
        await users.RefreshAsync(Cancellation);
        Assert.Equal(1, store.Loads);

        await store.AddAsync("alice", "h", DateTimeOffset.UnixEpoch, Cancellation);
        Assert.Null(users.Current.PasswordHashOf("alice"));
        await users.RefreshAsync(Cancellation);
        Assert.Equal("h", users.Current.PasswordHashOf("alice"));
        Assert.Equal(2, store.Loads);
    }

    [Fact]
    public async Task A_name_is_compared_exactly_and_a_disabled_user_has_no_hash()
    {
        var store = new InMemoryUserStore();
        await store.AddAsync("alice", "h", DateTimeOffset.UnixEpoch, Cancellation);
        UserBook users = await UserBook.OpenAsync(store, Cancellation);
        Assert.Null(users.Current.PasswordHashOf("Alice"));
        await store.SetDisabledAsync("alice", disabled: true, Cancellation);
        await users.RefreshAsync(Cancellation);
        Assert.Null(users.Current.PasswordHashOf("alice"));
    }
}
