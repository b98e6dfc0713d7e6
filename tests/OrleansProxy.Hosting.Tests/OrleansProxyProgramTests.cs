using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting.Tests;

public sealed class OrleansProxyProgramTests
{
    [Fact]
    public async Task Socket_completions_are_chosen_before_anything_else_runs()
    {
        Environment.SetEnvironmentVariable(SocketCompletions.Variable, null);

        await OrleansProxyProgram.RunAsync(["--no-such-option"]);

        Assert.Equal("1", Environment.GetEnvironmentVariable(SocketCompletions.Variable));
    }
}
