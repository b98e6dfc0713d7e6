using System.Text;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.AccessLog;

public sealed class TextLogFormatTests
{
    [Fact]
    public void A_request_is_one_line_of_columns() => Assert.Equal(
        "2026-03-01T12:00:00.123Z 192.0.2.7 GET http://example.com/a?b=c 200 forwarded 1234 567 12 34\n",
        Line(SampleRecord.Forwarded));

    [Fact]
    public void A_blocked_request_names_its_rule() => Assert.Equal(
        "2026-03-01T12:00:00.123Z 192.0.2.7 GET http://example.com/a?b=c 403 blocked 1234 567 - 34 rule=\"/ex \\\"a\\\"\\\\./\"\n",
        Line(SampleRecord.Forwarded with
        {
            Status = 403,
            Result = TrafficResult.Blocked,
            TimeToFirstByte = null,
            Rule = "/ex \"a\"\\./",
        }));

    [Fact]
    public void A_user_is_named_at_the_end() => Assert.EndsWith(
        " 12 34 rule=\"@@x\" user=\"a \\\"b\\\"\"\n", Line(SampleRecord.Forwarded with { Rule = "@@x", User = "a \"b\"" }), StringComparison.Ordinal);

    [Fact]
    public void Nothing_that_a_client_sends_breaks_a_line_or_a_column()
    {
        var everything = new StringBuilder();
        for (char c = '\0'; c < '\u3000'; c++)
        {
            everything.Append(c);
        }

        everything.Append("\ud800\u2028\u202e\ufeff");
        string text = everything.ToString();

        string line = Line(SampleRecord.Forwarded with { Method = text, PathAndQuery = text, Rule = text });

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(line[..^1], char.IsControl);
        Assert.DoesNotContain(line, c => c is '\u2028' or '\u202e' or '\ufeff' || char.IsSurrogate(c));
        Assert.Equal("rule=", line.Split(' ')[10][..5]);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(4_999, "0")]
    [InlineData(5_000, "1")]
    [InlineData(25_000, "3")]
    [InlineData(35_000, "4")]
    [InlineData(12_344_999, "1234")]
    [InlineData(36_000_000_000, "3600000")]
    public void Times_are_rounded_to_the_millisecond_nearest_to_them(long ticks, string expected) => Assert.EndsWith(
        $" {expected} {expected}\n",
        Line(SampleRecord.Forwarded with { TimeToFirstByte = TimeSpan.FromTicks(ticks), Duration = TimeSpan.FromTicks(ticks) }),
        StringComparison.Ordinal);

    [Fact]
    public void Letters_of_every_language_stay_readable() => Assert.Contains(
        "/größe/日本", Line(SampleRecord.Forwarded with { PathAndQuery = "/größe/日本" }), StringComparison.Ordinal);

    [Fact]
    public void A_column_without_a_value_is_a_hyphen() => Assert.StartsWith(
        "2026-03-01T12:00:00.123Z 192.0.2.7 - - 400 bad-request ",
        Line(SampleRecord.Forwarded with
        {
            Method = "",
            Host = "",
            PathAndQuery = "",
            Scheme = "",
            Port = 0,
            Status = 400,
            Result = TrafficResult.BadRequest,
        }),
        StringComparison.Ordinal);

    private static string Line(TrafficRecord record)
    {
        var output = new LogBuffer();
        new TextLogFormat().Append(record, output);
        return Encoding.UTF8.GetString(output.Written);
    }
}
