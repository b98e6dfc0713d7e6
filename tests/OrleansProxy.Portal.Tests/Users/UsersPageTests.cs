using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Portal.Users;

namespace OrleansProxy.Portal.Tests.Users;

public sealed class UsersPageTests
{
    [Fact]
    public async Task It_lists_the_users_and_never_a_hash()
    {
        IServiceCollection services = Markup.Services(await Books.OpenAsync());
        await using OpenPage<UsersPage> page = await OpenPage<UsersPage>.BeginAsync(
            services.AddSingleton<IUserStore>(await StoreAsync()), "/users");

        string html = await page.HtmlAsync();
        Assert.Contains("1 user<", html, StringComparison.Ordinal);
        Assert.Contains("alice", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-hash", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_so_when_there_is_no_user()
    {
        await using OpenPage<UsersPage> page = await OpenPage<UsersPage>.BeginAsync(Markup.Services(await Books.OpenAsync()), "/users");

        Assert.Contains("No users yet", await page.HtmlAsync(), StringComparison.Ordinal);
    }

    private static async Task<IUserStore> StoreAsync()
    {
        var store = new Policy.Tests.Credentials.InMemoryUserStore();
        await store.AddAsync("alice", "secret-hash", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        return store;
    }
}
