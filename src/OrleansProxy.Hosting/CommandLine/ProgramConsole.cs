using System.Text;

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

    /// <summary>Whether a person sees the questions and can answer them.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The console of the process.</summary>
    public static ProgramConsole OfProcess => new(Console.Out, Console.Error)
    {
        In = Console.In,
        ReadSecret = Console.IsInputRedirected ? null : SecretPrompt.Read,
        LogLines = OpenLogLines(),
        IsTerminal = !Console.IsOutputRedirected,
        CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
    };

    /// <summary>Straight to the descriptor: <see cref="Console.Out"/> would make a write of every 256 characters.</summary>
    private static Stream OpenLogLines()
    {
        Stream output = Console.OpenStandardOutput();
        return Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage
            ? output
            : Encoding.CreateTranscodingStream(output, Console.OutputEncoding, Encoding.UTF8);
    }
}
