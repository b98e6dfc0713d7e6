namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>The built program as a command that ends by itself, run in a folder.</summary>
internal static class ServerCommand
{
    /// <summary>Runs it to its end.</summary>
    public static Task<CommandResult> RunAsync(TemporaryFolder folder, params string[] arguments) =>
        CommandResult.RunAsync("dotnet", [Repository.ServerProgram, .. arguments], folder.Path);
}
