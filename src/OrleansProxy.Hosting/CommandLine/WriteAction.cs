using System.CommandLine;
using System.CommandLine.Invocation;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>An option that writes something and ends the program well.</summary>
internal sealed class WriteAction(Action<TextWriter> write) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        write(parseResult.InvocationConfiguration.Output);
        return ExitCode.Success;
    }
}
