namespace OrleansProxy.Server.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task Help_goes_to_standard_output_and_ends_with_0()
    {
        ServerProcess.Result result = await ServerProcess.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_port_that_is_none_is_refused_in_one_line_on_standard_error_and_ends_with_2()
    {
        ServerProcess.Result result = await ServerProcess.RunAsync("abc");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "Proxy:Port is \"abc\": a whole number from 1 to 65535 (or 0 for a free port) is allowed.", result.Error.TrimEnd());
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task A_bad_setting_is_refused_in_one_line_and_ends_with_2()
    {
        ServerProcess.Result result = await ServerProcess.RunAsync("8080", "Log", "--RateLimit:Cuont", "5");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("RateLimit:Cuont is not a setting: did you mean RateLimit:Count?", result.Error.TrimEnd());
    }
}
