using Microsoft.Extensions.Logging;

namespace OrleansProxy.Grains.Tests;

/// <summary>Counts what is logged. Thread-safe.</summary>
internal sealed class CountingLogger : ILogger
{
    private int _lines;

    public int Lines => Volatile.Read(ref _lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Interlocked.Increment(ref _lines);
}
