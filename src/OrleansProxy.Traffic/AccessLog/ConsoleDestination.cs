namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Lines on a console that belongs to someone else.</summary>
internal sealed class ConsoleDestination(TextWriter console) : IAccessLogDestination
{
    public string Name => "the console";

    public void Write(string lines)
    {
        console.Write(lines);
        console.Flush();
    }

    /// <summary>Leaves the console open for its owner.</summary>
    public void Dispose()
    {
    }
}
