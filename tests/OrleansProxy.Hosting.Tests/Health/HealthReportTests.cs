using OrleansProxy.Hosting.Health;

namespace OrleansProxy.Hosting.Tests.Health;

public sealed class HealthReportTests
{
    [Theory]
    [InlineData("ok", "up", HealthStatus.Up)]
    [InlineData("degraded", "degraded", HealthStatus.Degraded)]
    [InlineData("down", "down", HealthStatus.Down)]
    internal void The_status_is_the_worst_of_the_parts(string status, string part, HealthStatus given)
    {
        HealthReport report = HealthReport.Of([new HealthPart("proxy", () => HealthStatus.Up), new HealthPart("history", () => given)]);

        Assert.Equal(status, report.Status);
        Assert.Equal("up", report.Parts["proxy"]);
        Assert.Equal(part, report.Parts["history"]);
    }
}
