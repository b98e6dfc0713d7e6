using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Export;

public sealed class CsvExportTests
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
    [InlineData("a=1", "a=1")]
    public async Task A_cell_is_quoted_and_never_a_formula(string agent, string cell)
    {
        string csv = await ExportAsync(SampleRecord.Forwarded with { UserAgent = agent });

        Assert.Contains($",forwarded,,,,,{cell},http,HTTP/1.1,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_counted_and_written_on_the_way()
    {
        var output = new StringWriter();

        long count = await CsvExport.WriteAsync(
            output, Rows(Enumerable.Repeat(SampleRecord.Forwarded, 2_500)), TestContext.Current.CancellationToken);

        Assert.Equal(2_500, count);
        Assert.Equal(2_502, output.ToString().Split("\r\n").Length);
    }

    private static async Task<string> ExportAsync(params TrafficRecord[] records)
    {
        var output = new StringWriter();
        await CsvExport.WriteAsync(output, Rows(records), TestContext.Current.CancellationToken);
        return output.ToString();
    }

    private static async IAsyncEnumerable<TrafficRow> Rows(IEnumerable<TrafficRecord> records)
    {
        long id = 0;
        foreach (TrafficRecord record in records)
        {
            await Task.Yield();
            yield return new TrafficRow(id++, record);
        }
    }
}
