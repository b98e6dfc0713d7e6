using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Storage.Tests.Users;

public sealed class SqliteUserStoreTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_user_comes_back_as_added_and_each_change_raises_the_version()
    {
        IUserStore users = (await _folder.OpenAsync()).Users;
        Assert.Equal(0, await users.GetVersionAsync(Cancellation));
        Assert.True(await users.AddAsync("bob's", "h1", SampleRecord.Noon, Cancellation));
        Assert.True(await users.AddAsync("alice", "h2", SampleRecord.Noon, Cancellation));

        StoredUsers stored = await users.LoadAsync(Cancellation);
        Assert.Equal(2, stored.Version);
        Assert.Equal(
            [new ProxyUser("alice", "h2", SampleRecord.Noon, false), new ProxyUser("bob's", "h1", SampleRecord.Noon, false)], stored.Users);

        Assert.True(await users.SetDisabledAsync("alice", disabled: true, Cancellation));
        Assert.True(await users.SetPasswordAsync("alice", "h3", Cancellation));
        Assert.True(await users.RemoveAsync("bob's", Cancellation));
        stored = await users.LoadAsync(Cancellation);
        Assert.Equal(new ProxyUser("alice", "h3", SampleRecord.Noon, true), Assert.Single(stored.Users));
        Assert.Equal(5, await users.GetVersionAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_there_already_or_not_there_is_not_changed()
    {
        IUserStore users = (await _folder.OpenAsync()).Users;
        await users.AddAsync("alice", "h", SampleRecord.Noon, Cancellation);

        Assert.False(await users.AddAsync("alice", "other", SampleRecord.Noon, Cancellation));
        Assert.False(await users.RemoveAsync("Alice", Cancellation));
        Assert.False(await users.SetDisabledAsync("bob", disabled: true, Cancellation));
        Assert.False(await users.SetPasswordAsync("bob", "h", Cancellation));
        StoredUsers stored = await users.LoadAsync(Cancellation);
        Assert.Equal(("h", 1L), (Assert.Single(stored.Users).PasswordHash, stored.Version));
    }

    [Fact]
    public async Task No_more_users_are_kept_than_the_most()
    {
        IUserStore users = (await _folder.OpenAsync()).Users;
        Shell.Ask(
            _folder.DatabasePath,
            $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {StoredUsers.MaxUsers - 1}) "
            + "INSERT INTO proxy_users SELECT 'u' || i, '', 0, 0 FROM n");
        Assert.True(await users.AddAsync("last", "h", SampleRecord.Noon, Cancellation));
        Assert.False(await users.AddAsync("one more", "h", SampleRecord.Noon, Cancellation));
    }

    [Fact]
    public async Task Another_program_changes_users_beside_the_one_that_runs()
    {
        IUserStore running = (await _folder.OpenAsync()).Users;
        await using (SqliteStorage beside = await SqliteStorage.OpenBesideAsync(_folder.DatabasePath, Cancellation))
        {
            await beside.Users.AddAsync("alice", "h", SampleRecord.Noon, Cancellation);
        }

        Assert.Equal(1, await running.GetVersionAsync(Cancellation));
        Assert.Equal("alice", Assert.Single((await running.LoadAsync(Cancellation)).Users).Name);
    }

    [Fact]
    public async Task Where_nobody_runs_the_file_is_made_and_belongs_to_who_opened_it()
    {
        await using SqliteStorage first = await SqliteStorage.OpenBesideAsync(_folder.DatabasePath, Cancellation);
        await first.Users.AddAsync("alice", "h", SampleRecord.Noon, Cancellation);
        await Assert.ThrowsAsync<StorageException>(_folder.OpenAsync);
    }

    [Fact]
    public async Task The_file_of_a_running_program_of_another_version_is_left_alone()
    {
        await _folder.OpenAsync();
        Shell.Ask(_folder.DatabasePath, "PRAGMA user_version = 2");
        var fault = await Assert.ThrowsAsync<StorageException>(() => SqliteStorage.OpenBesideAsync(_folder.DatabasePath, Cancellation));
        Assert.Contains("older version", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_fails_says_so_in_a_sentence()
    {
        IUserStore users = (await _folder.OpenAsync()).Users;
        Shell.Ask(_folder.DatabasePath, "DROP TABLE proxy_users");
        var fault = await Assert.ThrowsAsync<UserStoreException>(() => users.AddAsync("a", "h", SampleRecord.Noon, Cancellation));
        Assert.Contains(_folder.DatabasePath, fault.Message, StringComparison.Ordinal);
    }
}
