using System.Text.Json;
using System.Xml.Linq;
using OrleansProxy.Traffic.LogTree;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.LogTree;

public sealed class SummaryFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("summary").FullName;
    private readonly RunSummary _summary = new(100);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_report_reads_as_that_of_the_older_proxy()
    {
        Add("www.google.com", 52, sent: 56_292, received: 5_288, seconds: 2.48);
        Add("b.example", 1, sent: 100, received: 10, seconds: 0.0004);

        Assert.Equal(
            """
            Total requests handled: 53
            Total bytes sent: 2927284
            Total bytes received: 274986

            Top 5 domains by request count:
            1. www.google.com - Requests: 52, Avg Duration: 2.480s, Bytes Sent: 2927184, Bytes Received: 274976
            2. b.example - Requests: 1, Avg Duration: 0.000s, Bytes Sent: 100, Bytes Received: 10

            """.ReplaceLineEndings("\n"),
            Written("summary_report.txt"));
    }

    [Fact]
    public void The_top_five_are_five()
    {
        for (int i = 1; i <= 7; i++)
        {
            Add($"host-{i}", i);
        }

        string report = Written("summary_report.txt");
        Assert.Contains("5. host-3 ", report, StringComparison.Ordinal);
        Assert.DoesNotContain("6. ", report, StringComparison.Ordinal);
        Assert.Equal(7, JsonElement.Parse(Written("summary.json")).EnumerateObject().Count());
    }

    [Fact]
    public void The_json_has_the_sums_of_each_host_by_the_names_of_old()
    {
        Add("example.com", 2, sent: 1_000, received: 100, seconds: 1.5);

        JsonElement host = JsonElement.Parse(Written("summary.json")).GetProperty("example.com");
        Assert.Equal(["requests", "bytes_sent", "bytes_received", "avg_duration", "avg_ttfb"], host.EnumerateObject().Select(value => value.Name));
        Assert.Equal(["2", "2000", "200", "1.5", "0.012"], host.EnumerateObject().Select(value => value.Value.GetRawText()));
    }

    [Fact]
    public void A_run_without_requests_has_a_summary_all_the_same()
    {
        Assert.StartsWith("Total requests handled: 0\n", Written("summary_report.txt"), StringComparison.Ordinal);
        Assert.Equal("{}", Written("summary.json"));
        Assert.Contains("No request was handled", Written("top_domains.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_is_well_formed_and_a_hostile_name_is_text_in_it()
    {
        const string Hostile = "</text><script>alert(1)</script>&\"\u0001\ud800";
        Add(Hostile, 3);
        Add(new string('w', 253), 2);

        var svg = XDocument.Parse(Written("top_domains.svg"));

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
        Assert.Contains(svg.Descendants(), element => element.Value == "</text><script>alert(1)</script>&\"\ufffd\ufffd");
        Assert.Equal("img", svg.Root!.Attribute("role")!.Value);
        Assert.Equal(2, svg.Descendants().Count(element => element.Attribute("class")?.Value == "bar"));
    }

    [Fact]
    public void A_report_has_a_line_a_host_whatever_the_host()
    {
        Add("a\nTotal requests handled: 9", 1);

        Assert.Equal(6, Written("summary_report.txt").TrimEnd().Split('\n').Length);
    }

    private void Add(string host, int requests, long sent = 1, long received = 1, double seconds = 1)
    {
        TrafficRecord record = SampleRecord.Forwarded with
        {
            Host = host,
            BytesSent = sent,
            BytesReceived = received,
            Duration = TimeSpan.FromSeconds(seconds),
        };
        for (int i = 0; i < requests; i++)
        {
            _summary.Add(record);
        }
    }

    private string Written(string name)
    {
        new SummaryFiles(_folder).Write(_summary);
        return File.ReadAllText(Path.Combine(_folder, name));
    }
}
