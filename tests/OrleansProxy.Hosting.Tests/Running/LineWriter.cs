using System.Text;
using System.Threading.Channels;

namespace OrleansProxy.Hosting.Tests.Running;

/// <summary>Hands on each line that is written, as soon as it is.</summary>
internal sealed class LineWriter : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    public override void Write(string? value)
    {
        foreach (string line in (value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            WriteLine(line.TrimEnd('\r'));
        }
    }

    public async Task<string> ReadAsync() => await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
