using Microsoft.Extensions.Logging;

namespace OrleansProxy.Hosting.Composition;

/// <summary>What is said of parts that fail and recover while the program runs.</summary>
internal static partial class CompositionLog
{
    [LoggerMessage(30, LogLevel.Error, "The history is not being written, requests are served: {Reason}")]
    public static partial void HistoryFailed(ILogger logger, string reason);

    [LoggerMessage(31, LogLevel.Information, "The history is being written again; {Dropped} records were lost since the start")]
    public static partial void HistoryRecovered(ILogger logger, long dropped);

    [LoggerMessage(32, LogLevel.Error, "The access log is not being written, requests are served: {Reason}")]
    public static partial void AccessLogFailed(ILogger logger, string reason);

    [LoggerMessage(33, LogLevel.Error, "New settings are not in force for the limits or the rules")]
    public static partial void NotApplied(ILogger logger, Exception exception);

    [LoggerMessage(34, LogLevel.Warning, "Lost since the start: {Records} records of the history, {Lines} log lines")]
    public static partial void Lost(ILogger logger, long records, long lines);

    [LoggerMessage(35, LogLevel.Warning, "The addresses of this machine could not be read again; those known stay in force")]
    public static partial void MachineAddressesNotRead(ILogger logger, Exception exception);

    [LoggerMessage(36, LogLevel.Error, "The users of the proxy cannot be read again; those known stay in force: {Reason}")]
    public static partial void UsersNotRead(ILogger logger, string reason);

    [LoggerMessage(37, LogLevel.Information, "The users of the proxy can be read again")]
    public static partial void UsersReadAgain(ILogger logger);

    [LoggerMessage(38, LogLevel.Information, "The list {Name} is in force: {Entries} entries, {Skipped} skipped")]
    public static partial void ListInForce(ILogger logger, string name, int entries, int skipped);

    [LoggerMessage(39, LogLevel.Error, "The list {Name} is not taken as it is now, {Entries} entries read before stay in force: {Fault}")]
    public static partial void ListRefused(ILogger logger, string name, int entries, string fault);

    [LoggerMessage(50, LogLevel.Error, "The tree Logs/ is not being written, requests are served: {Reason}")]
    public static partial void LogTreeFailed(ILogger logger, string reason);

    [LoggerMessage(40, LogLevel.Error, "The lists could not be looked at; those read before stay in force")]
    public static partial void ListsNotFollowed(ILogger logger, Exception exception);

    [LoggerMessage(41, LogLevel.Error,
        "The database {Path} was deleted or moved while the program ran, and a new one has been made: the history, rules, users and "
        + "accounts in it are gone; the rules in force stay so until the next start")]
    public static partial void DatabaseRemade(ILogger logger, string path);

    [LoggerMessage(42, LogLevel.Warning,
        "The history has reached History:MaxGB ({MaxGB} GB): its oldest rows are removed from now on, {Rows} so far; the oldest left is of {Oldest}")]
    public static partial void HistoryFull(ILogger logger, decimal maxGB, long rows, string oldest);

    [LoggerMessage(43, LogLevel.Error, "Old history cannot be removed now: {Reason}")]
    public static partial void RetentionFailed(ILogger logger, string reason);

    [LoggerMessage(44, LogLevel.Information, "Old history can be removed again")]
    public static partial void RetentionWorksAgain(ILogger logger);
}
