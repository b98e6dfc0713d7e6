using System.Text;
using OrleansProxy.Caching.Storing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Tests.Storing;

public sealed class StoredHeadTests
{
    private const string DateLine = "Date: Sun, 01 Mar 2026 12:00:00 GMT";

    private static readonly DateTimeOffset Date = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Hop_by_hop_fields_and_age_are_left_out_and_one_date_stays()
    {
        ResponseHead head = StoredHead.Of(
            Messages.Ok(
                "Connection: close, X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=5",
                "Transfer-Encoding: chunked",
                "Content-Length: 5",
                "Trailer: X-T",
                "Proxy-Authenticate: Basic",
                "Upgrade: h2c",
                "Age: 7",
                "Date: nonsense",
                "Date: Sun, 01 Mar 2026 12:00:00 GMT",
                "X-Kept: a",
                "x-kept: b"),
            Date);

        Assert.Equal(["HTTP/1.1 200 OK", "X-Kept: a", "x-kept: b", DateLine], Lines(head));
    }

    [Fact]
    public void A_304_replaces_namesakes_but_not_what_describes_the_body()
    {
        ResponseHead stored = StoredHead.Of(
            Messages.Ok(
                "ETag: W/\"a\"", "Content-Encoding: gzip", "Content-Type: text/plain", "X-A: 1", "X-A: 2", "X-B: 3"),
            Date.AddHours(-1));
        ResponseHead notModified = Messages.Response(
            "304 Not Modified",
            "ETag: \"a\"",
            "Content-Encoding: br",
            "Content-Range: bytes 0-1/2",
            "Content-Length: 7",
            "Content-Type: text/html",
            "Connection: X-B",
            "X-B: 4",
            "Age: 3",
            "x-a: 5",
            "X-C: 6");

        ResponseHead updated = StoredHead.Updated(stored, notModified, Date);

        Assert.Equal(
            [
                "HTTP/1.1 200 OK", "ETag: W/\"a\"", "Content-Encoding: gzip", "X-B: 3", "Content-Type: text/html", "x-a: 5", "X-C: 6",
                DateLine,
            ],
            Lines(updated));
    }

    [Fact]
    public void The_first_etag_is_taken_from_the_304()
    {
        ResponseHead updated = StoredHead.Updated(
            StoredHead.Of(Messages.Ok("X: y"), Date), Messages.Response("304 Not Modified", "ETag: \"a\""), Date);

        Assert.Equal("\"a\"", updated.Fields.GetText("etag"u8));
    }

    private static string[] Lines(ResponseHead head) =>
        Encoding.Latin1.GetString(head.Bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
