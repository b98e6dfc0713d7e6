using OrleansProxy.Hosting.CommandLine;

namespace OrleansProxy.Hosting.Tests.CommandLine;

public sealed class ProgramCommandLineTests : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private RunArguments? _run;
    private AnalyticsArguments? _analytics;
    private HistoryArguments? _history;
    private UsersArguments? _users;
    private bool _demo;

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Without_arguments_the_proxy_runs()
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync());

        Assert.Empty(_run!.Settings);
    }

    [Fact]
    public async Task The_first_argument_is_the_port_and_the_second_the_word_Log()
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync("3128", "Log", "--Proxy:Host", "::1"));

        Assert.Equal(
            [("Proxy:Port", "3128"), ("Log:Tree", "true"), ("Proxy:Host", "::1")], _run!.Settings.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task The_word_Log_may_stand_alone()
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync("Log"));

        Assert.Equal([("Log:Tree", "true")], _run!.Settings.Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("After the port only the word Log is allowed.", "3128", "verbose")]
    [InlineData("\"--initial-password\" is not an option. See --help.", "--initial-password", "hunter2secret")]
    [InlineData("Proxy:Port is given twice, as \"3128\" and by --Proxy:Port: one of them is allowed.", "3128", "--proxy:port=1")]
    [InlineData("Log:Tree is given twice, as \"Log\" and by --Log:Tree: one of them is allowed.", "3128", "Log", "--Log:Tree=false")]
    [InlineData("\"analytcs\" is not a command: did you mean analytics?", "analytcs")]
    [InlineData("Proxy:Port has no value: a whole number from 1 to 65535 (or 0 for a free port) is allowed.", "--Proxy:Port")]
    public async Task A_command_line_that_cannot_be_used_is_refused_in_one_line(string message, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await InvokeAsync(args));

        Assert.Equal(message + Environment.NewLine, _error.ToString());
        Assert.Equal("", _out.ToString());
        Assert.Null(_run);
    }

    [Theory]
    [InlineData("1", "Log", "more")]
    [InlineData("--unknown")]
    [InlineData("analytics", "--nonsense")]
    [InlineData("demo", "extra")]
    [InlineData("stats", "--out", "x")]
    [InlineData("report", "--format", "csv")]
    [InlineData("export", "--from")]
    [InlineData("users")]
    [InlineData("users", "add")]
    [InlineData("users", "add", "alice", "hunter2")]
    [InlineData("users", "list", "alice")]
    public async Task What_nothing_takes_is_refused_in_one_line_with_a_hint(params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await InvokeAsync(args));

        string line = Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.NotEqual("", line);
        Assert.Null(_run);
        Assert.Null(_analytics);
        Assert.Null(_users);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analytics_takes_its_options_and_settings()
    {
        await InvokeAsync("analytics", "--yes", "--database", "copy.db", "--History:Path=other.db");

        Assert.True(_analytics!.ExportWithoutAsking);
        Assert.Equal("copy.db", _analytics.Database);
        Assert.Equal("History:Path", Assert.Single(_analytics.Settings).Key);
    }

    [Theory]
    [InlineData("add", "Add")]
    [InlineData("password", "Password")]
    [InlineData("disable", "Disable")]
    [InlineData("enable", "Enable")]
    [InlineData("remove", "Remove")]
    public async Task Users_takes_a_verb_and_a_name(string verb, string taken)
    {
        await InvokeAsync("users", verb, "alice", "--database", "copy.db", "--History:Path=other.db");

        Assert.Equal((taken, "alice", "copy.db"), (_users!.Verb.ToString(), _users.Name, _users.Database));
        Assert.Equal("History:Path", Assert.Single(_users.Settings).Key);
    }

    [Fact]
    public async Task Users_lists_without_a_name()
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync("users", "list"));

        Assert.Equal(UsersVerb.List, _users!.Verb);
    }

    [Fact]
    public async Task Demo_is_called()
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync("demo"));

        Assert.True(_demo);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_names_usage_commands_settings_and_exit_codes_in_short_lines(string option)
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync(option));

        string text = _out.ToString();
        Assert.All(
            ["[PORT] [Log]", "analytics", "stats", "export", "report", "--from", "demo", "settings", "users", "Proxy:Port", "RateLimit:Count", "Exit codes", "Examples"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.True(text.Split('\n').Length < 60, "the short help fits a screen");
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Null(_run);
    }

    [Fact]
    public async Task The_version_is_one_line_without_a_commit()
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync("--version"));

        Assert.Matches(@"^OrleansProxy \d+\.\d+\.\d+\s*$", _out.ToString());
    }

    [Fact]
    public async Task Export_takes_its_range_client_domain_format_and_file()
    {
        Assert.Equal(
            ExitCode.Success,
            await InvokeAsync(
                "export", "--from", "-7d", "--to=today", "--client", "::1", "--domain", "example.com", "--format", "jsonl", "--out", "a.jsonl",
                "--database", "copy.db", "--History:Path=other.db"));

        Assert.Equal(("-7d", "today", "::1", "example.com"), (_history!.From, _history.To, _history.Client, _history.Domain));
        Assert.Equal(("jsonl", "a.jsonl", "copy.db"), (_history.Format, _history.Out, _history.Database));
        Assert.Equal("other.db", Assert.Single(_history.Settings).Value);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("export")]
    [InlineData("report")]
    public async Task The_commands_over_the_history_ask_of_everything_unless_told_otherwise(string command)
    {
        Assert.Equal(ExitCode.Success, await InvokeAsync(command));

        Assert.Empty(_history!.Settings);
        Assert.Equal(_history with { From = null, To = null, Client = null, Domain = null, Out = null, Format = null, Database = null }, _history);
    }

    [Fact]
    public async Task Settings_lists_every_setting()
    {
        await InvokeAsync("settings");

        Assert.All(
            OrleansProxy.Hosting.Configuration.SettingCatalogue.All,
            setting => Assert.Contains($"  {setting.Key} = ", _out.ToString(), StringComparison.Ordinal));
    }

    private Task<int> InvokeAsync(params string[] args)
    {
        var actions = new ProgramActions
        {
            Run = (arguments, _) => Done(() => _run = arguments),
            Analytics = (arguments, _) => Done(() => _analytics = arguments),
            Stats = (arguments, _) => Done(() => _history = arguments),
            Export = (arguments, _) => Done(() => _history = arguments),
            Report = (arguments, _) => Done(() => _history = arguments),
            Users = (arguments, _) => Done(() => _users = arguments),
            Demo = (_, _) => Done(() => _demo = true),
        };
        return new ProgramCommandLine(actions, new ProgramConsole(_out, _error))
            .InvokeAsync(args, TestContext.Current.CancellationToken);
    }

    private static Task<int> Done(Action act)
    {
        act();
        return Task.FromResult(ExitCode.Success);
    }
}
