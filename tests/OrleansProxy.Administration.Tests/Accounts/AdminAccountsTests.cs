using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Administration.Tests.Accounts;

public sealed class AdminAccountsTests
{
    private readonly InMemoryAccountStore _store = new();
    private readonly AdminAccounts _accounts;

    public AdminAccountsTests() => _accounts = new(_store, new PasswordHasher(iterations: 10), TimeProvider.System);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_account_signs_in_with_its_password_whatever_the_case_of_its_name()
    {
        AccountCreation creation = await _accounts.CreateFirstAsync("admin", "correct horse", Cancel);

        Assert.Equal(creation.Account, await _accounts.SignInAsync("Admin", "correct horse", Cancel));
        Assert.True(await _accounts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_endless_input_do_not_sign_in()
    {
        await _accounts.CreateFirstAsync("admin", "correct horse", Cancel);

        Assert.Null(await _accounts.SignInAsync("admin", "wrong horse", Cancel));
        Assert.Null(await _accounts.SignInAsync("nobody", "correct horse", Cancel));
        Assert.Null(await _accounts.SignInAsync("admin", new string('x', 10_000), Cancel));
    }

    [Fact]
    public async Task There_is_only_one_first_account()
    {
        await _accounts.CreateFirstAsync("admin", "correct horse", Cancel);

        AccountCreation second = await _accounts.CreateFirstAsync("other", "correct horse", Cancel);

        Assert.Null(second.Account);
        Assert.Contains("already", second.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_password_is_refused_with_a_sentence_and_makes_no_account()
    {
        AccountCreation creation = await _accounts.CreateFirstAsync("admin", "short", Cancel);

        Assert.Contains("8 characters", creation.Refusal, StringComparison.Ordinal);
        Assert.False(await _accounts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_session_ends_when_the_stamp_changes()
    {
        Account account = (await _accounts.CreateFirstAsync("admin", "correct horse", Cancel)).Account!;
        Assert.True(await _accounts.IsCurrentAsync(account.Id, account.SecurityStamp, Cancel));

        _store.ChangeStamp("another");

        Assert.False(await _accounts.IsCurrentAsync(account.Id, account.SecurityStamp, Cancel));
        Assert.False(await _accounts.IsCurrentAsync(99, account.SecurityStamp, Cancel));
    }
}
