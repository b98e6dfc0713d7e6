using Microsoft.Extensions.Logging;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>What is said about settings while the program runs.</summary>
internal static partial class SettingsLog
{
    [LoggerMessage(1, LogLevel.Information, "{Key} is now \"{Value}\".")]
    public static partial void Applied(ILogger logger, string key, string value);

    [LoggerMessage(2, LogLevel.Warning, "{Key} was changed; that applies at the next start.")]
    public static partial void Waits(ILogger logger, string key);

    [LoggerMessage(3, LogLevel.Error, "The settings stay as they were: {Fault}")]
    public static partial void Refused(ILogger logger, string fault);

    [LoggerMessage(4, LogLevel.Error, "The settings could not be looked at; they stay as they were.")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A part could not take the new settings over.")]
    public static partial void NotTaken(ILogger logger, Exception exception);
}
