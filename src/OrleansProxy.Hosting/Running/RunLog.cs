using Microsoft.Extensions.Logging;

namespace OrleansProxy.Hosting.Running;

/// <summary>What is said about a run.</summary>
internal static partial class RunLog
{
    [LoggerMessage(20, LogLevel.Warning, "{Line}")]
    public static partial void Lowered(ILogger logger, string line);

    [LoggerMessage(21, LogLevel.Error, "Something failed where nobody waited for it.")]
    public static partial void Unobserved(ILogger logger, Exception exception);

    [LoggerMessage(22, LogLevel.Debug, "A browser left before its page was cleaned up")]
    public static partial void BrowserLeft(ILogger logger);
}
