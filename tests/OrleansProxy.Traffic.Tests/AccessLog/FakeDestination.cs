using System.Text;
using OrleansProxy.Traffic.AccessLog;

namespace OrleansProxy.Traffic.Tests.AccessLog;

/// <summary>A destination in memory that fails or blocks while it is told to.</summary>
internal sealed class FakeDestination : IAccessLogDestination
{
    private readonly Lock _lock = new();
    private string _text = "";

    public volatile bool IsBroken;

    public ManualResetEventSlim Open { get; } = new(initialState: true);

    public volatile bool IsDisposed;

    public string Name => "fake";

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text;
            }
        }
    }

    public void Write(ReadOnlySpan<byte> lines)
    {
        Open.Wait();
        if (IsBroken)
        {
            throw new IOException("Broken pipe.");
        }

        lock (_lock)
        {
            _text += Encoding.UTF8.GetString(lines);
        }
    }

    public void Dispose() => IsDisposed = true;
}
