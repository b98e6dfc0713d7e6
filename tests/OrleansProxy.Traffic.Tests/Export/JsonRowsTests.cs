using System.Net;
using System.Text.Json;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Export;

public sealed class JsonRowsTests
{
    [Fact]
    public async Task A_row_is_one_object_with_the_names_of_the_views_in_their_order()
    {
        string[] lines = (await ExportAsync(SampleRecord.Forwarded, SampleRecord.Forwarded)).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal("", lines[2]);
        Assert.Equal(
            TrafficColumn.All.Select(column => column.Name),
            JsonElement.Parse(lines[1]).EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Numbers_are_numbers_and_nothing_is_null()
    {
        JsonElement row = JsonElement.Parse(await ExportAsync(SampleRecord.Forwarded with { TimeToFirstByte = null, LimitCount = 3 }));

        Assert.Equal("1234", row.GetProperty("bytes_sent").GetRawText());
        Assert.Equal("0.034", row.GetProperty("duration_seconds").GetRawText());
        Assert.Equal("3", row.GetProperty("limit_count").GetRawText());
        Assert.All(
            ["ttfb_seconds", "limit_of", "rule", "upstream", "error", "user_agent", "user", "dns_seconds"],
            name => Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Hostile_text_stays_one_line_of_ascii()
    {
        string line = await ExportAsync(SampleRecord.Forwarded with { UserAgent = "a\"\n\r\u001b[31m\u202e\u2028" });

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.All(line.TrimEnd('\n'), c => Assert.InRange(c, ' ', '~'));
        Assert.Equal("a\"\n\r\u001b[31m\u202e\u2028", JsonElement.Parse(line).GetProperty("user_agent").GetString());
    }

    [Theory]
    [InlineData("192.0.2.1", 80, "192.0.2.1:80")]
    [InlineData("2001:db8::1", 65535, "[2001:db8::1]:65535")]
    public async Task An_upstream_is_an_address_and_a_port(string address, int port, string text)
    {
        string line = await ExportAsync(SampleRecord.Forwarded with { Upstream = new IPEndPoint(IPAddress.Parse(address), port) });

        Assert.Equal(text, JsonElement.Parse(line).GetProperty("upstream").GetString());
    }

    private static Task<string> ExportAsync(params TrafficRecord[] records) => ExportedText.OfAsync(ExportFormat.Jsonl, records);
}
