namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Lines on a console that belongs to someone else.</summary>
/// <param name="console">Takes UTF-8.</param>
internal sealed class ConsoleDestination(Stream console) : IAccessLogDestination
{
    public string Name => "the console";

    public void Write(ReadOnlySpan<byte> lines)
    {
        console.Write(lines);
        console.Flush();
    }

    /// <summary>Leaves the console open for its owner.</summary>
    public void Dispose()
    {
    }
}
