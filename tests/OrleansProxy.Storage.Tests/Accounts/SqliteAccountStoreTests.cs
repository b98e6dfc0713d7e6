using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Storage.Tests.Accounts;

public sealed class SqliteAccountStoreTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task The_first_account_is_found_by_key_and_by_name_in_any_case()
    {
        IAccountStore accounts = (await _folder.OpenAsync()).Accounts;

        Account? added = await accounts.AddFirstAsync("Admin", "hash", "stamp", SampleRecord.Noon, Cancellation);

        Assert.Equal(new Account(1, "Admin", "hash", "stamp", SampleRecord.Noon), added);
        Assert.Equal(added, await accounts.FindAsync("aDMIN", Cancellation));
        Assert.Equal(added, await accounts.FindAsync(1, Cancellation));
        Assert.Equal(1, await accounts.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Of_many_who_would_be_first_one_is()
    {
        IAccountStore accounts = (await _folder.OpenAsync()).Accounts;

        Account?[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => accounts.AddFirstAsync($"admin{i}", "hash", "stamp", SampleRecord.Noon, Cancellation)));

        Assert.Single(added, account => account is not null);
        Assert.Equal(1, await accounts.CountAsync(Cancellation));
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_not_found()
    {
        IAccountStore accounts = (await _folder.OpenAsync()).Accounts;

        Assert.Null(await accounts.FindAsync("admin", Cancellation));
        Assert.Null(await accounts.FindAsync(1, Cancellation));
        Assert.Equal(0, await accounts.CountAsync(Cancellation));
    }
}
