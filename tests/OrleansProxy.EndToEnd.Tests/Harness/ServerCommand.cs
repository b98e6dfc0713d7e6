namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>The built program as a command that ends by itself, run in a folder.</summary>
internal static class ServerCommand
{
    /// <summary>Runs it to its end.</summary>
    public static Task<CommandResult> RunAsync(TemporaryFolder folder, params string[] arguments) =>
        RunWithInputAsync(folder, input: "", arguments);

    /// <summary>Runs it to its end, with this to read from standard input.</summary>
    public static Task<CommandResult> RunWithInputAsync(TemporaryFolder folder, string input, params string[] arguments) =>
        CommandResult.RunAsync("dotnet", [Repository.ServerProgram, .. arguments], folder.Path, input);
}
