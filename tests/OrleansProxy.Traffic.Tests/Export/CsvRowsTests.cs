using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Export;

public sealed class CsvRowsTests
{
    [Fact]
    public async Task The_first_line_names_the_columns()
    {
        string csv = await ExportAsync();

        Assert.StartsWith("id,timestamp,source_ip,destination_host,destination_port,request_method,protocol,bytes_sent,", csv, StringComparison.Ordinal);
        Assert.EndsWith(",node,is_open,user\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_is_a_line_ended_by_cr_lf()
    {
        string csv = await ExportAsync(SampleRecord.Forwarded, SampleRecord.Forwarded with { Scheme = "connect", TimeToFirstByte = null });
        string[] lines = csv.Split("\r\n");

        Assert.Equal(4, lines.Length);
        Assert.StartsWith("0,2026-03-01T12:00:00.123Z,192.0.2.7,example.com,80,GET,HTTP,1234,567,0.034,0.012,/a?b=c,200,forwarded,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1,2026-03-01T12:00:00.123Z,192.0.2.7,example.com,80,GET,HTTPS,1234,567,0.034,,", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=\"a\",1", "\"'=\"\"a\"\",1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\uff1d1+1", "'\uff1d1+1")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("a=1", "a=1")]
    public async Task A_cell_is_quoted_and_never_a_formula(string agent, string cell)
    {
        string csv = await ExportAsync(SampleRecord.Forwarded with { UserAgent = agent });

        Assert.Contains($",forwarded,,,,,{cell},http,HTTP/1.1,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_all_the_world_is_utf8_and_half_a_surrogate_no_fault()
    {
        string csv = await ExportAsync(SampleRecord.Forwarded with { UserAgent = "\u00e9\U0001f600", Error = "\ud800" });

        Assert.Contains(",\ufffd,\u00e9\U0001f600,http,", csv, StringComparison.Ordinal);
    }

    private static Task<string> ExportAsync(params TrafficRecord[] records) => ExportedText.OfAsync(ExportFormat.Csv, records);
}
