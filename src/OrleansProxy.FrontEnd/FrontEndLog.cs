using System.Net;
using Microsoft.Extensions.Logging;

namespace OrleansProxy.FrontEnd;

/// <summary>What the front end has to say. Peers' faults are Debug; only what should not happen is an error.</summary>
internal static partial class FrontEndLog
{
    [LoggerMessage(1, LogLevel.Debug, "The connection of {Client} is over: {Reason}")]
    public static partial void ConnectionBroke(ILogger logger, IPEndPoint client, string reason);

    [LoggerMessage(2, LogLevel.Error, "The connection of {Client} was closed by a fault of the proxy")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception, IPEndPoint client);

    [LoggerMessage(5, LogLevel.Error, "A request of {Client} failed by a fault of the proxy")]
    public static partial void RequestFailed(ILogger logger, Exception exception, IPEndPoint client);

    [LoggerMessage(6, LogLevel.Error, "The open tunnels could not be held against the new rules")]
    public static partial void RuleWatchFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "No connection can be accepted ({Reason}); trying again until it can")]
    public static partial void AcceptFailed(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Information, "Connections are accepted again")]
    public static partial void AcceptsAgain(ILogger logger);

    [LoggerMessage(4, LogLevel.Debug, "A connection of {Client} was refused: {Setting} is reached")]
    public static partial void ConnectionRefused(ILogger logger, IPEndPoint client, string setting);
}
