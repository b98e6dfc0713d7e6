using System.Diagnostics;

namespace OrleansProxy.Server.Tests;

/// <summary>The built program, run to its end in an empty folder.</summary>
internal static class ServerProcess
{
    /// <summary>What the program ended with and wrote.</summary>
    internal sealed record Result(int ExitCode, string Output, string Error);

    public static async Task<Result> RunAsync(params string[] args)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("orleansproxy-");
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet")
            {
                ArgumentList = { Path.Combine(AppContext.BaseDirectory, "OrleansProxy.Server.dll") },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            }.With(args))!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new Result(process.ExitCode, await output, await error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo With(this ProcessStartInfo start, string[] args)
    {
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return start;
    }
}
