namespace OrleansProxy.Hosting.CommandLine;

/// <summary>Where the program writes: results and the access log to the one, its own messages and errors to the other.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ProgramConsole(TextWriter Out, TextWriter Error)
{
    /// <summary>The console of the process.</summary>
    public static ProgramConsole OfProcess => new(Console.Out, Console.Error);
}
