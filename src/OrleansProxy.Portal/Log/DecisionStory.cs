using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>Tells from a record, in the order of the proxy's own steps, what was decided about a request and why.</summary>
internal static class DecisionStory
{
    public static IReadOnlyList<DecisionStep> Tell(TrafficRecord record) =>
    [
        Request(record), Client(record), Limit(record), Rules(record), Destination(record), Cache(record), Origin(record), Outcome(record),
    ];

    /// <summary>How far the request got: the step at which it was refused, or past all of them.</summary>
    private static int Reached(TrafficResult result) => result switch
    {
        TrafficResult.BadRequest => 1,
        TrafficResult.ClientRefused => 2,
        TrafficResult.RateLimited => 3,
        TrafficResult.Blocked => 4,
        TrafficResult.DestinationRefused => 5,
        _ => 9,
    };

    private static DecisionStep Request(TrafficRecord record) => Reached(record.Result) == 1
        ? new("Request", record.Error ?? "It was not valid HTTP.", "fail")
        : new("Request", record.Scheme == "connect"
            ? $"A tunnel (CONNECT) to {record.Host}, port {record.Port}."
            : $"{record.Method} in {record.Protocol}, for {record.Host}, port {record.Port}.", "allow");

    private static DecisionStep Client(TrafficRecord record) => Reached(record.Result) switch
    {
        < 2 => Skipped("Client"),
        2 => new("Client", record.Error ?? $"{record.Client} may not use this proxy.", "fail"),
        _ when record.User is { } user => new("Client", $"{record.Client} may use this proxy, as the user {user}.", "allow"),
        _ => new("Client", $"{record.Client} may use this proxy.", "allow"),
    };

    private static DecisionStep Limit(TrafficRecord record)
    {
        if (Reached(record.Result) < 3)
        {
            return Skipped("Rate limit");
        }

        if (record.Result == TrafficResult.RateLimited)
        {
            return new("Rate limit", $"Refused: {record.LimitCount ?? record.LimitOf} of {record.LimitOf} requests were used up.", "limit");
        }

        return record.LimitOf is > 0
            ? new("Rate limit", $"Request {record.LimitCount} of {record.LimitOf} in the window.", "allow")
            : new("Rate limit", "This client is not limited.", "allow");
    }

    private static DecisionStep Rules(TrafficRecord record)
    {
        if (Reached(record.Result) < 4)
        {
            return Skipped("Rules");
        }

        string version = record.RulesVersion > 0 ? $" (rules, version {record.RulesVersion})" : "";
        return record switch
        {
            { Result: TrafficResult.Blocked } => new("Rules", $"Blocked by the rule {record.Rule}{version}.", "block"),
            { Rule: { } rule } => new("Rules", $"Allowed by the rule {rule}{version}.", "allow"),
            _ => new("Rules", $"No rule matched{version}.", "allow"),
        };
    }

    private static DecisionStep Destination(TrafficRecord record) => Reached(record.Result) switch
    {
        < 5 => Skipped("Destination"),
        5 => new("Destination", record.Error ?? "This client may not go there.", "fail"),
        _ => new("Destination", record.Upstream is null
            ? "This client may go there."
            : $"This client may go there; connected to {record.Upstream}.", "allow"),
    };

    private static DecisionStep Cache(TrafficRecord record)
    {
        if (Reached(record.Result) < 9)
        {
            return Skipped("Cache");
        }

        return record.CacheStatus is null
            ? new("Cache", record.Scheme == "connect" ? "A tunnel is private: it passes the cache by." : "The cache was not asked.", "neutral")
            : new("Cache", CacheStatusWords.Explain(record.CacheStatus), record.Result is TrafficResult.Hit or TrafficResult.Validated ? "cache" : "neutral");
    }

    private static DecisionStep Origin(TrafficRecord record) => record switch
    {
        { Result: TrafficResult.OriginFailed } => new("Origin", record.Error ?? "The origin did not answer as it should.", "fail"),
        { Upstream: null } => Skipped("Origin", "No origin was asked."),
        { ConnectTime: { } connect } => new("Origin", $"A new connection, made in {Amounts.Duration(connect)}.", "allow"),
        _ => new("Origin", "A connection that was kept open from before.", "allow"),
    };

    private static DecisionStep Outcome(TrafficRecord record) => new(
        "Answer",
        record.Result switch
        {
            TrafficResult.ClientLeft => record.Error ?? "The client left before the answer was whole.",
            TrafficResult.Failed => record.Error ?? "A fault of the proxy itself.",
            TrafficResult.Tunnelled when record.IsOpen => "The tunnel stands; what it carries is told when it ends.",
            TrafficResult.Tunnelled => $"The tunnel stood for {Amounts.Duration(record.Duration)} and carried {Amounts.Bytes(record.BytesSent)} to the client.{(record.Error is { } error ? $" {error}" : "")}",
            _ => $"{(record.Status == 0 ? "No status" : $"Status {record.Status}")} with {Amounts.Bytes(record.BytesSent)}, after {Amounts.Duration(record.Duration)}.",
        },
        ResultWords.Tone(record.Result));

    private static DecisionStep Skipped(string title, string text = "Not reached.") => new(title, text, "neutral");
}
