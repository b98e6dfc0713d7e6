using System.Diagnostics;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>What a command that has ended wrote, and its exit code.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="program">Its path, or a name to be found in PATH.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="folder">Where it runs; the folder of the tests unless given.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <exception cref="OperationCanceledException">It did not end in three minutes and was killed.</exception>
    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, string folder = "", string input = "")
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            var errors = process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
