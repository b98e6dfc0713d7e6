using System.CommandLine;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>A command that reads the history, with the options that all of them have.</summary>
internal sealed class HistoryCommand : Command
{
    private readonly Option<string?> _from = Of("--from", "Only what began then or later: a day, a time, or -7d, -24h.");
    private readonly Option<string?> _to = Of("--to", "Only what began before; a day is meant to its end.");
    private readonly Option<string?> _client = Of("--client", "Only this client's address.");
    private readonly Option<string?> _domain = Of("--domain", "Only this host and the hosts below it.");
    private readonly Option<string?> _database = Of("--database", "The database to read instead of History:Path.");
    private readonly Option<string?> _out = Of("--out", "The file to write.");
    private readonly Option<string?> _format = Of("--format", "csv or jsonl.");

    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">A sentence for the help.</param>
    /// <param name="writes">Whether it takes a file to write to.</param>
    /// <param name="hasFormat">Whether it takes a format.</param>
    public HistoryCommand(string name, string description, bool writes = false, bool hasFormat = false)
        : base(name, description)
    {
        Option<string?>[] options =
        [
            _from, _to, _client, _domain, _database, .. writes ? [_out] : Array.Empty<Option<string?>>(),
            .. hasFormat ? [_format] : Array.Empty<Option<string?>>(),
        ];
        Array.ForEach(options, Add);
    }

    /// <summary>What was typed.</summary>
    public HistoryArguments Read(ParseResult result, IReadOnlyList<KeyValuePair<string, string>> settings) => new(
        settings,
        result.GetValue(_database),
        result.GetValue(_from),
        result.GetValue(_to),
        result.GetValue(_client),
        result.GetValue(_domain))
    {
        Out = Options.Contains(_out) ? result.GetValue(_out) : null,
        Format = Options.Contains(_format) ? result.GetValue(_format) : null,
    };

    private static Option<string?> Of(string name, string description) => new(name) { Description = description };
}
