using OrleansProxy.Administration.Accounts;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Hosting.Users;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Storage;

namespace OrleansProxy.Hosting.Tests.Users;

public sealed class UsersCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.Path, "Logs", "traffic.db");

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_user_is_added_with_the_password_from_standard_input_and_kept_as_a_hash()
    {
        Assert.Equal(ExitCode.Success, await RunAsync(UsersVerb.Add, "alice", "open sesame\nnot read\n"));

        Assert.Equal("User alice is added.", _out.ToString().TrimEnd());
        ProxyUser user = Assert.Single(await UsersAsync());
        Assert.True(await PasswordHasher.VerifyAsync("open sesame", user.PasswordHash, Cancellation));
        Assert.False(user.Disabled);
        Assert.DoesNotContain("sesame", _out.ToString() + _error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_disabled_enabled_given_another_password_listed_and_removed()
    {
        await RunAsync(UsersVerb.Add, "alice", "open sesame");
        await RunAsync(UsersVerb.Disable, "alice");
        Assert.True(Assert.Single(await UsersAsync()).Disabled);
        await RunAsync(UsersVerb.List);
        Assert.Matches(@"alice  added \d{4}-\d\d-\d\d  disabled", _out.ToString());
        await RunAsync(UsersVerb.Enable, "alice");
        Assert.False(Assert.Single(await UsersAsync()).Disabled);
        await RunAsync(UsersVerb.Password, "alice", "close sesame");
        Assert.True(await PasswordHasher.VerifyAsync("close sesame", Assert.Single(await UsersAsync()).PasswordHash, Cancellation));
        await RunAsync(UsersVerb.Remove, "alice");
        Assert.Empty(await UsersAsync());
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("a:b", "open sesame", "A name cannot hold a colon")]
    [InlineData("alice", "short", "Please choose at least 8 characters.")]
    [InlineData("alice", "", "Please choose at least 8 characters.")]
    public async Task What_cannot_be_taken_is_refused_in_one_line_and_makes_no_database(string name, string password, string refusal)
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(UsersVerb.Add, name, password));

        Assert.StartsWith(refusal, _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_user_who_is_there_is_not_added_again_and_one_who_is_not_is_not_changed()
    {
        await RunAsync(UsersVerb.Add, "alice", "open sesame");
        Assert.Equal(ExitCode.Failure, await RunAsync(UsersVerb.Add, "alice", "other words"));
        Assert.Equal(ExitCode.Failure, await RunAsync(UsersVerb.Remove, "bob"));
        Assert.Contains("There is a user alice already", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("There is no user bob.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_there_is_no_user_to_list_or_remove()
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(UsersVerb.List));
        Assert.StartsWith("There is no database at ", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task It_works_beside_the_program_that_writes_the_database()
    {
        await using SqliteStorage running = await SqliteStorage.OpenAsync(Database, Cancellation);
        Assert.Equal(ExitCode.Success, await RunAsync(UsersVerb.Add, "alice", "open sesame"));
        Assert.Single((await running.Users.LoadAsync(Cancellation)).Users);
    }

    [Fact]
    public async Task At_a_terminal_the_password_is_asked_for_twice_and_must_be_the_same()
    {
        var asked = new List<string>();
        string?[] typed = ["open sesame", "open sesame", "open sesame", "another one"];
        var console = new ProgramConsole(_out, _error)
        {
            ReadSecret = question =>
            {
                asked.Add(question);
                return typed[asked.Count - 1];
            },
        };
        var command = new UsersCommand(console, new PasswordHasher(), TimeProvider.System);
        Assert.Equal(ExitCode.Success, await command.RunAsync(new([], UsersVerb.Add, "alice", null), Database, Cancellation));
        Assert.Equal(["Password: ", "The same again: "], asked);
        Assert.Equal(ExitCode.Failure, await command.RunAsync(new([], UsersVerb.Add, "bob", null), Database, Cancellation));
        Assert.Equal("The two passwords are not the same.", _error.ToString().TrimEnd());
        Assert.Single(await UsersAsync());
    }

    private async Task<IReadOnlyList<ProxyUser>> UsersAsync()
    {
        await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(Database, Cancellation);
        return (await storage.Users.LoadAsync(Cancellation)).Users;
    }

    private async Task<int> RunAsync(UsersVerb verb, string name = "", string input = "")
    {
        using var reader = new StringReader(input);
        var command = new UsersCommand(new ProgramConsole(_out, _error) { In = reader }, new PasswordHasher(), TimeProvider.System);
        return await command.RunAsync(new([], verb, name, null), Database, Cancellation);
    }
}
