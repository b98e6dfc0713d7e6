using System.Text;
using System.Text.Json;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.AccessLog;

public sealed class JsonLogFormatTests
{
    [Fact]
    public void A_request_is_one_object_a_line()
    {
        var output = new LogBuffer();
        var format = new JsonLogFormat();
        format.Append(SampleRecord.Forwarded, output);
        format.Append(SampleRecord.Forwarded with { Rule = "x", User = "alice", TimeToFirstByte = null }, output);
        string[] lines = Encoding.UTF8.GetString(output.Written).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            """{"time":"2026-03-01T12:00:00.123Z","client":"192.0.2.7","method":"GET","target":"http://example.com/a?b=c","status":200,"result":"forwarded","bytes_sent":1234,"bytes_received":567,"ttfb_ms":12,"duration_ms":34}""",
            lines[0]);
        Assert.EndsWith("\"duration_ms\":34,\"rule\":\"x\",\"user\":\"alice\"}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_client_sends_stays_inside_its_string()
    {
        const string Hostile = "/\"},\r\n{\"status\":200}\u2028\\\0";
        var output = new LogBuffer();
        new JsonLogFormat().Append(SampleRecord.Forwarded with { PathAndQuery = Hostile }, output);
        string line = Encoding.UTF8.GetString(output.Written);

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal($"http://example.com{Hostile}", JsonDocument.Parse(line).RootElement.GetProperty("target").GetString());
    }
}
