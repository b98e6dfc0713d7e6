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

    /// <summary>Whether <see cref="Out"/> is a terminal, which may show colours.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether a person sees the questions and can answer them.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The console of the process.</summary>
    public static ProgramConsole OfProcess => new(Console.Out, Console.Error)
    {
        In = Console.In,
        ReadSecret = Console.IsInputRedirected ? null : SecretPrompt.Read,
        IsTerminal = !Console.IsOutputRedirected,
        CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
    };
}
