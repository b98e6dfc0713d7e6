namespace OrleansProxy.FrontEnd.Answers;

/// <summary>What somebody sees who opens the proxy's own address in a browser: this is a proxy, and how to use it as one.</summary>
internal static class WelcomePage
{
    public static Answer Make(string proxyAddress)
    {
        byte[] body = new PageText("This is a proxy")
            .Markup("<section class=\"card\"><h1>This is a proxy, not a web site</h1><p>Set your browser or system to use it as the proxy for HTTP and HTTPS:</p><dl><dt>Address</dt><dd><code>")
            .Text(proxyAddress)
            .Markup("</code></dd><dt>Or its script</dt><dd><code>http://").Text(proxyAddress).Markup("/proxy.pac</code></dd><dt>Try it</dt><dd><code>curl -x http://").Text(proxyAddress).Markup(" http://example.com/</code></dd></dl></section>")
            .Markup("<section class=\"card\"><h2>Once it is set</h2><p>Open <code>http://proxy-stats/</code> to see what passes through. The portal, where rules are made and the log is read, has an address of its own: the program prints it when it starts.</p></section>")
            .ToUtf8();
        return new Answer(200, "text/html; charset=utf-8", body,
        [
            new("Cache-Control", "no-store"),
            new("X-Content-Type-Options", "nosniff"),
            new("Content-Security-Policy", PageStyle.ContentSecurityPolicy),
        ]);
    }
}
