using Microsoft.Extensions.Logging;
using OrleansProxy.Hosting.Logging;

namespace OrleansProxy.Hosting.Tests.Logging;

public sealed class ProgramLogTests
{
    private static readonly Dictionary<string, string> NoSection = [];

    [Fact]
    public void The_level_is_the_one_of_the_settings_and_can_be_changed_while_it_runs()
    {
        using var log = new ProgramLog(new ProgramLogOptions { Level = ProgramLogLevel.Warning }, NoSection);
        ILogger logger = log.Provider.CreateLogger("OrleansProxy.Any");
        Assert.False(logger.IsEnabled(LogLevel.Information));

        log.SetLevel(ProgramLogLevel.Debug);

        Assert.True(logger.IsEnabled(LogLevel.Debug));
        Assert.False(logger.IsEnabled(LogLevel.Trace));
    }

    [Fact]
    public void The_web_servers_own_talk_is_written_from_warnings_on()
    {
        using var log = new ProgramLog(new ProgramLogOptions(), NoSection);

        ILogger logger = log.Provider.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        Assert.False(logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public void The_section_Serilog_may_quieten_a_part()
    {
        var section = new Dictionary<string, string> { ["Serilog:MinimumLevel:Override:OrleansProxy.Loud"] = "Error" };
        using var log = new ProgramLog(new ProgramLogOptions(), section);

        Assert.False(log.Provider.CreateLogger("OrleansProxy.Loud").IsEnabled(LogLevel.Warning));
        Assert.True(log.Provider.CreateLogger("OrleansProxy.Other").IsEnabled(LogLevel.Warning));
    }
}
