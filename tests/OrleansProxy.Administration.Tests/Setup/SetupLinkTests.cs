using OrleansProxy.Administration.Accounts;
using OrleansProxy.Administration.Setup;
using OrleansProxy.Administration.Tests.Accounts;

namespace OrleansProxy.Administration.Tests.Setup;

public sealed class SetupLinkTests : IDisposable
{
    private static readonly Uri Portal = new("http://127.0.0.1:8081/");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly AdminOptions _options;
    private readonly AdminAccounts _accounts;
    private readonly SetupLink _link;

    public SetupLinkTests()
    {
        _options = new() { SetupLinkFile = Path.Combine(_folder, "setup-link.txt") };
        _accounts = new(new InMemoryAccountStore(), new PasswordHasher(iterations: 10), TimeProvider.System);
        _link = new(_options, _accounts);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_first_run_makes_a_link_and_writes_it_where_only_the_owner_can_read_it()
    {
        Uri link = (await _link.PrepareAsync(Portal, Cancel))!;

        Assert.Equal(link.AbsoluteUri, (await File.ReadAllTextAsync(_options.SetupLinkFile, Cancel)).Trim());
        Assert.Equal(64, Token(link).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_options.SetupLinkFile));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        }
    }

    [Fact]
    public async Task The_token_makes_the_account_once_and_the_file_is_gone()
    {
        string token = Token((await _link.PrepareAsync(Portal, Cancel))!);

        AccountCreation first = await _link.RedeemAsync(token, "admin", "correct horse", Cancel);
        AccountCreation second = await _link.RedeemAsync(token, "other", "correct horse", Cancel);

        Assert.Equal("admin", first.Account?.Name);
        Assert.Null(second.Account);
        Assert.False(await _link.IsValidAsync(token, Cancel));
        Assert.False(File.Exists(_options.SetupLinkFile));
    }

    [Fact]
    public async Task A_password_that_is_too_short_leaves_the_link_alive()
    {
        string token = Token((await _link.PrepareAsync(Portal, Cancel))!);

        Assert.NotNull((await _link.RedeemAsync(token, "admin", "short", Cancel)).Refusal);

        Assert.True(await _link.IsValidAsync(token, Cancel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000")]
    public async Task Another_token_opens_nothing(string? token)
    {
        await _link.PrepareAsync(Portal, Cancel);

        Assert.False(await _link.IsValidAsync(token, Cancel));
    }

    [Fact]
    public async Task With_an_initial_password_the_account_is_made_and_no_link()
    {
        _options.InitialPassword = "from the container";

        Assert.Null(await _link.PrepareAsync(Portal, Cancel));

        Assert.NotNull(await _accounts.SignInAsync("admin", "from the container", Cancel));
        Assert.False(File.Exists(_options.SetupLinkFile));
    }

    [Fact]
    public async Task An_initial_password_that_is_too_short_stops_the_start_with_the_settings_name()
    {
        _options.InitialPassword = "short";

        SetupException exception = await Assert.ThrowsAsync<SetupException>(() => _link.PrepareAsync(Portal, Cancel));

        Assert.Contains("Admin:InitialPassword", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_account_there_is_no_link_and_an_old_file_goes()
    {
        await _link.PrepareAsync(Portal, Cancel);
        await _accounts.CreateFirstAsync("admin", "correct horse", Cancel);

        Assert.Null(await _link.PrepareAsync(Portal, Cancel));

        Assert.False(File.Exists(_options.SetupLinkFile));
    }

    private static string Token(Uri link) => link.Query["?token=".Length..];
}
