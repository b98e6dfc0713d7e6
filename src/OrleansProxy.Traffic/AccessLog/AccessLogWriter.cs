using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// Writes one line a request to the file and the console that the options name. Lines are formatted and written off the
/// caller's thread, at most 250 ms after their record. Thread-safe.
/// </summary>
public sealed class AccessLogWriter : ITrafficSink, IAsyncDisposable
{
    private readonly AccessLogOutput[] _outputs;

    /// <summary>Opens nothing yet: a file that cannot be opened is a fault like any other.</summary>
    /// <param name="options">Read once.</param>
    /// <param name="console">Takes the lines, in UTF-8, when <see cref="LogOptions.Console"/> is on; stays open. Null: they go nowhere.</param>
    /// <param name="time">Paces the batches.</param>
    public AccessLogWriter(LogOptions options, Stream? console, TimeProvider time)
        : this(Destinations(options, console), options.Format, time)
    {
    }

    internal AccessLogWriter(IEnumerable<IAccessLogDestination> destinations, LogFormat format, TimeProvider time)
    {
        _outputs = [.. destinations.Select(destination => new AccessLogOutput(
            destination, FormatOf(format), time, message => Faulted?.Invoke(message)))];
    }

    /// <summary>Raised once for each outage of the file or the console, with a sentence for the operator. Must not throw.</summary>
    public event Action<string>? Faulted;

    /// <summary>Lines written, the file's and the console's together.</summary>
    public long Written => _outputs.Sum(output => output.Written);

    /// <summary>Lines lost, the file's and the console's together.</summary>
    public long Dropped => _outputs.Sum(output => output.Dropped);

    /// <summary>Why lines cannot be written now; null while they can.</summary>
    public string? LastError => _outputs.Select(output => output.LastError).FirstOrDefault(error => error is not null);

    /// <inheritdoc />
    public void Record(TrafficRecord record)
    {
        foreach (AccessLogOutput output in _outputs)
        {
            output.Add(record);
        }
    }

    /// <summary>Writes everything queued and closes the file, within 5 s.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_outputs.Select(output => output.DisposeAsync().AsTask()));

    private static IEnumerable<IAccessLogDestination> Destinations(LogOptions options, Stream? console)
    {
        if (options.File.Length > 0)
        {
            yield return new RollingLogFile(options.File, options.RollBytes, options.RollCount);
        }

        if (options.Console && console is not null)
        {
            yield return new ConsoleDestination(console);
        }
    }

    private static IAccessLogFormat FormatOf(LogFormat format) => format is LogFormat.Json ? new JsonLogFormat() : new TextLogFormat();
}
