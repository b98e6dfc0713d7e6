using System.Text;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.Http.Heads;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Answers;

public sealed class RefusalPageTests
{
    private static readonly Refusal Blocked = new(TrafficResult.Blocked, 403, "The rule blocks <b>it</b>.", "http_request_denied")
    {
        Rule = new Rule(1, "/<script>/", "because of <i>\"it\"</i>", true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch),
    };

    [Fact]
    public void A_browser_gets_a_page_in_which_nothing_from_outside_is_markup()
    {
        Answer answer = RefusalPage.Make(Blocked, Request("Accept: text/html,*/*;q=0.8"), "<script>.test", "p");
        string page = Encoding.UTF8.GetString(answer.Body.Span);
        Assert.Equal("text/html; charset=utf-8", answer.ContentType);
        Assert.Contains("&lt;script&gt;.test is blocked", page, StringComparison.Ordinal);
        Assert.Contains("<code>/&lt;script&gt;/</code>", page, StringComparison.Ordinal);
        Assert.Contains("because of &lt;i&gt;&quot;it&quot;&lt;/i&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>it", page, StringComparison.Ordinal);
        Assert.Contains(answer.Fields, field => field.Key == "Content-Security-Policy");
    }

    [Theory]
    [InlineData("Accept: */*")]
    [InlineData("X: text/html")]
    public void Everything_else_gets_text_that_no_browser_takes_for_markup(string field)
    {
        Answer answer = RefusalPage.Make(Blocked, Request(field), "ads.test", "p");
        Assert.Equal("text/plain; charset=utf-8", answer.ContentType);
        Assert.Contains(answer.Fields, sent => sent is { Key: "X-Content-Type-Options", Value: "nosniff" });
        Assert.Equal(
            "403 Forbidden\nThe rule blocks <b>it</b>.\nHost: ads.test\nRule: /<script>/\n-- OrleansProxy\n",
            Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(1000, "1")]
    [InlineData(1001, "2")]
    [InlineData(9999, "10")]
    public void The_time_to_wait_is_rounded_up(int milliseconds, string seconds)
    {
        var refusal = new Refusal(TrafficResult.RateLimited, 429, "Wait.", "http_request_denied")
        {
            RetryAfter = TimeSpan.FromMilliseconds(milliseconds),
        };
        Answer answer = RefusalPage.Make(refusal, null, "", "p");
        Assert.Contains(answer.Fields, field => field.Key == "Retry-After" && field.Value == seconds);
    }

    private static RequestHead Request(string field)
    {
        var head = new RequestHead();
        byte[] octets = Encoding.ASCII.GetBytes($"GET http://x/ HTTP/1.1\r\n{field}\r\n\r\n");
        Assert.Equal(HeadProgress.Complete, HeadParser.ParseRequest(octets, new HeadLimits(1000, 10), head).Progress);
        return head;
    }
}
