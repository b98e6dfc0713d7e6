using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>Where the program writes: results and the access log to the one, its own messages and errors to the other.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ProgramConsole(TextWriter Out, TextWriter Error)
{
    /// <summary>Where answers to questions come from, a line each.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Asks a person for something that is not shown while it is typed; null where there is no person.</summary>
    public Func<string, string?>? ReadSecret { get; init; }

    /// <summary>Takes the lines of the access log, in UTF-8, to where <see cref="Out"/> shows its own.</summary>
    public Stream LogLines { get; init; } = Stream.Null;

    /// <summary>Whether <see cref="Out"/> is a terminal, which may show colours.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal, which may show how far something is.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Opens where <see cref="Out"/> goes for octets; a write fails once nobody reads them any more.</summary>
    public Func<Stream> OpenOutput { get; init; } = () => Stream.Null;

    /// <summary>Whether a person sees the questions and can answer them.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The console of the process.</summary>
    public static ProgramConsole OfProcess => new(Console.Out, Console.Error)
    {
        In = Console.In,
        ReadSecret = Console.IsInputRedirected ? null : SecretPrompt.Read,
        LogLines = OpenLogLines(),
        IsTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        OpenOutput = OpenStandardOutput,
        CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
    };

    /// <summary>The descriptor itself: the console's own stream says nothing of a pipe that nobody reads.</summary>
    private static Stream OpenStandardOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Straight to the descriptor: <see cref="Console.Out"/> would make a write of every 256 characters.</summary>
    private static Stream OpenLogLines()
    {
        Stream output = Console.OpenStandardOutput();
        return Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage
            ? output
            : Encoding.CreateTranscodingStream(output, Console.OutputEncoding, Encoding.UTF8);
    }
}
