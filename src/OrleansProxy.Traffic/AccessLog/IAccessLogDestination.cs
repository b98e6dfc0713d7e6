namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Where lines go. Called by one thread at a time; may block, may throw, and is called again after it threw.</summary>
internal interface IAccessLogDestination : IDisposable
{
    /// <summary>What a message about a fault calls it.</summary>
    string Name { get; }

    /// <summary>Writes whole lines, in UTF-8, and hands them to the system.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="ObjectDisposedException">It was closed by its owner.</exception>
    void Write(ReadOnlySpan<byte> lines);
}
