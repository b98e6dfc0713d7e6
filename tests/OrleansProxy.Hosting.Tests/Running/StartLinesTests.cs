using System.Net;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting.Tests.Running;

public sealed class StartLinesTests
{
    private static readonly IPEndPoint Proxy = IPEndPoint.Parse("127.0.0.1:8080");

    [Fact]
    public void The_three_lines_stand_in_their_order() => Assert.Equal(
        ["Proxy Running on 127.0.0.1:8080", "Visit http://proxy-stats for Dashboard", "Admin portal on http://127.0.0.1:8081"],
        Print(null));

    [Fact]
    public void On_first_run_the_last_line_ends_with_the_set_up_link() => Assert.EndsWith(
        ": http://127.0.0.1:8081/setup?token=x", Print(new Uri("http://127.0.0.1:8081/setup?token=x"))[2], StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0:81", "http://127.0.0.1:81/")]
    [InlineData("[::]:81", "http://[::1]:81/")]
    [InlineData("192.168.1.5:81", "http://192.168.1.5:81/")]
    public void The_portals_address_is_one_that_a_browser_can_open(string bound, string address) =>
        Assert.Equal(address, StartLines.Portal(IPEndPoint.Parse(bound)).ToString());

    private static string[] Print(Uri? setupLink)
    {
        using var output = new StringWriter { NewLine = "\n" };
        StartLines.Print(new ProgramConsole(output, TextWriter.Null), Proxy, new Uri("http://127.0.0.1:8081/"), setupLink);
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
