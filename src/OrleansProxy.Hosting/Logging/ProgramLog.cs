using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OrleansProxy.Hosting.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace OrleansProxy.Hosting.Logging;

/// <summary>
/// What the program itself has to say: one line each on standard error, so that standard output holds the start's lines and the
/// access log alone. Disposing it flushes it. Thread-safe.
/// </summary>
internal sealed class ProgramLog : IDisposable
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u4} {Message:lj}{NewLine}{Exception}";

    private const string HostFailed = "Hosting failed to start";

    private readonly LoggingLevelSwitch _level;
    private readonly Logger _logger;

    /// <summary>Opens the log.</summary>
    /// <param name="options">The level to begin with.</param>
    /// <param name="serilog">Settings of the section "Serilog", by full key; may add to what is written where.</param>
    /// <exception cref="SettingException">Serilog cannot read its section.</exception>
    public ProgramLog(ProgramLogOptions options, IReadOnlyDictionary<string, string> serilog)
    {
        _level = new LoggingLevelSwitch((LogEventLevel)options.Level);
        LoggerConfiguration configuration = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(_level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // Keys are kept in a folder that only its owner can enter, which is as far as this system can protect them.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            // The exception is thrown to us as well, and becomes one line for the operator.
            .Filter.ByExcluding(written => written.MessageTemplate.Text == HostFailed)
            .WriteTo.Console(
                outputTemplate: Template,
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: CultureInfo.InvariantCulture);
        _logger = Extend(configuration, serilog).CreateLogger();
        Provider = new SerilogLoggerProvider(_logger, dispose: false);
    }

    /// <summary>For the logging of .NET.</summary>
    public ILoggerProvider Provider { get; }

    /// <summary>Puts another level in force.</summary>
    public void SetLevel(ProgramLogLevel level) => _level.MinimumLevel = (LogEventLevel)level;

    /// <inheritdoc />
    public void Dispose()
    {
        Provider.Dispose();
        _logger.Dispose();
    }

    private static LoggerConfiguration Extend(LoggerConfiguration configuration, IReadOnlyDictionary<string, string> serilog)
    {
        if (serilog.Count == 0)
        {
            return configuration;
        }

        try
        {
            IConfigurationRoot section = new ConfigurationBuilder()
                .AddInMemoryCollection(serilog.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
                .Build();
            return configuration.ReadFrom.Configuration(section);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException
            or IOException or BadImageFormatException)
        {
            throw new SettingException($"The section Serilog cannot be used. {SettingMessage.OneLine(exception.Message)}");
        }
    }
}
