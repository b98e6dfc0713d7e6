using System.Globalization;
using System.Text;
using OrleansProxy.Http.Heads;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Answers;

/// <summary>Explains a refusal to the person at the client: a page for browsers, lines of text for everything else.</summary>
internal static class RefusalPage
{
    /// <summary>Makes the answer.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="request">The request, for what it accepts; null where there is none that could be read.</param>
    /// <param name="host">The host that was asked for, or "".</param>
    /// <param name="pseudonym">Our name in Proxy-Status.</param>
    public static Answer Make(Refusal refusal, RequestHead? request, string host, string pseudonym)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("Cache-Control", "no-store"),
            new("X-Content-Type-Options", "nosniff"),
            new("Proxy-Status", $"{pseudonym}; error={refusal.ProxyError}"),
        };
        if (refusal.Status == 407)
        {
            fields.Add(new("Proxy-Authenticate", "Basic realm=\"OrleansProxy\", charset=\"UTF-8\""));
        }

        if (refusal.RetryAfter is { } wait)
        {
            fields.Add(new("Retry-After", DelaySeconds.Of(wait).ToString(CultureInfo.InvariantCulture)));
        }

        if (!AcceptsHtml(request))
        {
            return new Answer(refusal.Status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(PlainText(refusal, host)), fields);
        }

        fields.Add(new("Content-Security-Policy", PageStyle.ContentSecurityPolicy));
        return new Answer(refusal.Status, "text/html; charset=utf-8", Html(refusal, host), fields);
    }

    private static bool AcceptsHtml(RequestHead? request) =>
        request is not null
        && request.Fields.TryGetFirst("accept"u8, out ReadOnlySpan<byte> accept)
        && accept.IndexOf("text/html"u8) >= 0;

    private static string PlainText(Refusal refusal, string host)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{refusal.Status} {ReasonPhrase.Of(refusal.Status)}\n{refusal.Reason}\n");
        if (host.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Host: {host}\n");
        }

        if (refusal.Rule is { } rule)
        {
            text.Append(CultureInfo.InvariantCulture, $"Rule: {rule.Pattern}\n");
        }

        return text.Append("-- OrleansProxy\n").ToString();
    }

    private static byte[] Html(Refusal refusal, string host)
    {
        string phrase = ReasonPhrase.Of(refusal.Status);
        PageText page = new PageText($"{refusal.Status} {phrase}").Markup("<section class=\"card\"><h1>")
            .Text(Headline(refusal, host)).Markup("</h1><p>").Text(refusal.Reason).Markup("</p><dl>");
        Row(page, "Status", $"{refusal.Status} {phrase}");
        if (host.Length > 0)
        {
            Row(page, "Host", host);
        }

        if (refusal.Rule is { } rule)
        {
            Row(page, "Rule", rule.Pattern);
            if (rule.Comment.Length > 0)
            {
                Row(page, "Comment", rule.Comment);
            }
        }

        if (refusal.RetryAfter is { } wait)
        {
            Row(page, "Try again in", $"{DelaySeconds.Of(wait)} s");
        }

        return page.Markup("</dl></section><p class=\"brand\">This page was made by the proxy between this device and the web, not by the site.</p>").ToUtf8();
    }

    private static string Headline(Refusal refusal, string host) => refusal.Status switch
    {
        403 when refusal.Rule is not null => $"{host} is blocked",
        403 => "This is not allowed here",
        407 => "This proxy needs a name and a password",
        429 when refusal.Result is TrafficResult.ClientRefused => "Too many wrong passwords",
        429 => "Too many requests",
        502 => "The site could not be reached",
        504 => "The site did not answer in time",
        _ => ReasonPhrase.Of(refusal.Status),
    };

    private static void Row(PageText page, string name, string value) =>
        page.Markup("<dt>").Text(name).Markup("</dt><dd><code>").Text(value).Markup("</code></dd>");
}
