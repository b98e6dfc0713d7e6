using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>Reads the command line and calls what it asks for.</summary>
internal sealed class ProgramCommandLine
{
    private const string LogWord = "Log";
    private const string UsersWord = "users";
    private const string PortKey = "Proxy:Port";
    private const string TreeKey = "Log:Tree";

    /// <summary>Says nothing of what was given: it may be a password.</summary>
    private const string UsersUsage =
        "users takes list, or one of add, password, disable, enable and remove with a NAME; a password is asked for or read from standard input.";


    private readonly ProgramActions _actions;
    private readonly ProgramConsole _console;
    private readonly Argument<string?> _port = new("PORT") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _log = new(LogWord) { Arity = ArgumentArity.ZeroOrOne };
    private IReadOnlyList<KeyValuePair<string, string>> _settings = [];

    /// <summary>Makes the commands of the actions.</summary>
    public ProgramCommandLine(ProgramActions actions, ProgramConsole console)
    {
        _actions = actions;
        _console = console;
    }

    /// <summary>Does what the arguments ask for.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> InvokeAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        try
        {
            SettingArguments split = SettingArguments.Split(args);
            _settings = split.Settings;
            // No arguments from a file: what it held would not be seen by the reading of settings.
            ParseResult result = Root().Parse(split.Rest, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Errors.Count > 0)
            {
                return Refuse(split.Rest is [UsersWord, ..] ? UsersUsage : result.Errors[0].Message + " See --help.");
            }

            // Signals are the run's own business: the library would end the process after two seconds.
            var invocation = new InvocationConfiguration
            {
                Output = _console.Out,
                Error = _console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await result.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (SettingException exception)
        {
            return Refuse(exception.Message);
        }
    }

    private RootCommand Root()
    {
        var root = new RootCommand("A forward proxy for HTTP and HTTPS.") { _port, _log };
        root.SetAction((result, cancellation) => _actions.Run(RunArguments(result), cancellation));
        if (_actions.Analytics is { } analytics)
        {
            root.Add(AnalyticsCommand(analytics));
        }

        AddHistory(root, new HistoryCommand("stats", "Show totals, top lists and busiest hours."), _actions.Stats);
        AddHistory(root, new HistoryCommand("export", "Write requests as CSV or JSON lines.", writes: true, hasFormat: true), _actions.Export);
        AddHistory(root, new HistoryCommand("report", "Write a page with charts, report.html or --out.", writes: true), _actions.Report);
        if (_actions.Users is { } users)
        {
            root.Add(UsersCommand(users));
        }

        if (_actions.Demo is { } demo)
        {
            var command = new Command("demo", "Show the portal over a month of synthetic traffic.");
            command.SetAction((_, cancellation) => demo(new RunArguments(_settings), cancellation));
            root.Add(command);
        }

        root.Add(SettingsCommand());
        root.Directives.Clear();
        var help = new HelpText(root);
        root.Options.OfType<HelpOption>().Single().Action = new WriteAction(output => output.Write(help.Text));
        root.Options.OfType<VersionOption>().Single().Action = new WriteAction(output => output.WriteLine(ProgramVersion.Text));
        return root;
    }

    private void AddHistory(RootCommand root, HistoryCommand command, Func<HistoryArguments, CancellationToken, Task<int>>? action)
    {
        if (action is not null)
        {
            command.SetAction((result, cancellation) => action(command.Read(result, _settings), cancellation));
            root.Add(command);
        }
    }

    private Command AnalyticsCommand(Func<AnalyticsArguments, CancellationToken, Task<int>> action)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Export to CSV without asking." };
        var database = new Option<string?>("--database") { Description = "The database to read instead of History:Path." };
        var command = new Command("analytics", "Show totals and top domains; export them when wanted.") { yes, database };
        command.SetAction((result, cancellation) => action(
            new AnalyticsArguments(_settings, result.GetValue(yes), result.GetValue(database)), cancellation));
        return command;
    }

    private Command UsersCommand(Func<UsersArguments, CancellationToken, Task<int>> action)
    {
        var database = new Option<string?>("--database") { Description = "The database to change instead of History:Path." };
        var command = new Command(UsersWord, "Who may sign in: add|password|disable|enable|remove NAME, list.");
        foreach (UsersVerb verb in Enum.GetValues<UsersVerb>())
        {
            var name = new Argument<string>("NAME");
            var one = new Command(verb.ToString().ToLowerInvariant()) { database };
            if (verb is not UsersVerb.List)
            {
                one.Add(name);
            }

            one.SetAction((result, cancellation) => action(
                new UsersArguments(
                    _settings, verb, verb is UsersVerb.List ? "" : result.GetRequiredValue(name), result.GetValue(database)),
                cancellation));
            command.Add(one);
        }

        return command;
    }

    private Command SettingsCommand()
    {
        var markdown = new Option<bool>("--markdown") { Hidden = true };
        var command = new Command("settings", "List every setting, its default and what is allowed.") { markdown };
        command.SetAction(result => _console.Out.Write(
            result.GetValue(markdown) ? SettingsTable.Markdown() : HelpText.AllSettings()));
        return command;
    }

    private RunArguments RunArguments(ParseResult result)
    {
        string? port = result.GetValue(_port);
        string? log = result.GetValue(_log);
        if (port is not null && port.StartsWith('-') && !int.TryParse(port, CultureInfo.InvariantCulture, out _))
        {
            throw new SettingException($"\"{SettingMessage.OneLine(port)}\" is not an option. See --help.");
        }

        if (log is not (null or LogWord))
        {
            // Not shown: after a mistyped option this would be its value, which may be a password.
            throw new SettingException($"After the port only the word {LogWord} is allowed.");
        }

        if (port is null)
        {
            return new RunArguments(_settings);
        }

        if (port == LogWord && log is null)
        {
            return new RunArguments([Once(TreeKey, "true", LogWord), .. _settings]);
        }

        if (NearestName.Find(port, result.CommandResult.Command.Subcommands.Select(command => command.Name)) is { } meant)
        {
            throw new SettingException($"\"{SettingMessage.OneLine(port)}\" is not a command: did you mean {meant}?");
        }

        KeyValuePair<string, string> portSetting = Once(PortKey, port, port);
        return new RunArguments(log is null ? [portSetting, .. _settings] : [portSetting, Once(TreeKey, "true", LogWord), .. _settings]);
    }

    /// <summary>A setting that is given by an argument, and so must not be given by its name as well.</summary>
    private KeyValuePair<string, string> Once(string key, string value, string argument) =>
        _settings.Any(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            ? throw new SettingException($"{key} is given twice, as \"{SettingMessage.OneLine(argument)}\" and by --{key}: one of them is allowed.")
            : KeyValuePair.Create(key, value);

    private int Refuse(string message)
    {
        _console.Error.WriteLine(SettingMessage.OneLine(message));
        return ExitCode.Usage;
    }
}
