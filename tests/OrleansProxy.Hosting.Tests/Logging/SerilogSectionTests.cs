using OrleansProxy.Hosting.Logging;
using OrleansProxy.Hosting.Tests.Configuration;

namespace OrleansProxy.Hosting.Tests.Logging;

public sealed class SerilogSectionTests
{
    [Fact]
    public void Only_its_own_keys_are_taken_and_a_later_source_wins() => Assert.Equal(
        new Dictionary<string, string> { ["Serilog:MinimumLevel"] = "Debug" },
        SerilogSection.Of(
            [
                Given.File(("Serilog:MinimumLevel", "Error"), ("Proxy:Port", "1")),
                Given.CommandLine(("serilog:minimumlevel", "Debug")),
            ]));
}
