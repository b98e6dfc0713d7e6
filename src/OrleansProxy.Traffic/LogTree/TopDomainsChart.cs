using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>
/// The most requested hosts as a bar chart in SVG, readable in light and dark and by a screen reader. Names are text, whatever is in
/// them.
/// </summary>
internal static class TopDomainsChart
{
    private const int Width = 720;
    private const int Margin = 24;
    private const int Head = 64;
    private const int RowHeight = 48;
    private const int LongestName = 72;

    private const string Style = """
        text{font:14px system-ui,sans-serif;fill:#1b2430}.title{font-size:18px;font-weight:600}.value{fill:#5a6675}
        .paper{fill:#fff}.track{fill:#e8ecf1}.bar{fill:#2563c9}
        @media(prefers-color-scheme:dark){text{fill:#e6eaf0}.value{fill:#9aa6b5}.paper{fill:#12171e}.track{fill:#242c37}.bar{fill:#6ea2f5}}
        """;

    /// <summary>Draws the hosts in the order given, the greatest first.</summary>
    public static string Draw(IReadOnlyList<KeyValuePair<string, HostSums>> top)
    {
        int height = Head + (Math.Max(top.Count, 1) * RowHeight) + Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-labelledby="title desc">
            <title id="title">Most requested domains</title>
            <desc id="desc">{Description(top)}</desc>
            <style>{Style}</style>
            <rect class="paper" width="{Width}" height="{height}" rx="8"/>
            <text class="title" x="{Margin}" y="40">Most requested domains</text>

            """);
        if (top.Count == 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"value\" x=\"{Margin}\" y=\"{Head + 22}\">No request was handled in this run.</text>\n");
        }

        for (int i = 0; i < top.Count; i++)
        {
            AppendRow(svg, Head + (i * RowHeight), top[i].Key, top[i].Value.Requests, top[0].Value.Requests);
        }

        return svg.Append("</svg>\n").Replace("\r", "").ToString();
    }

    private static void AppendRow(StringBuilder svg, int top, string host, long requests, long most)
    {
        const int Room = Width - (2 * Margin);
        double length = Math.Max(2, (double)Room * requests / most);
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{Margin}" y="{top + 14}">{Text(host.Length > LongestName ? host[..(LongestName - 1)] + "…" : host)}</text>
            <text class="value" x="{Width - Margin}" y="{top + 14}" text-anchor="end">{requests:N0}</text>
            <rect class="track" x="{Margin}" y="{top + 22}" width="{Room}" height="12" rx="3"/>
            <rect class="bar" x="{Margin}" y="{top + 22}" width="{length:0.#}" height="12" rx="3"/>

            """);
    }

    private static string Description(IReadOnlyList<KeyValuePair<string, HostSums>> top) => top.Count == 0
        ? "No request was handled in this run."
        : Text(string.Join("; ", top.Select(host => string.Create(
            CultureInfo.InvariantCulture, $"{host.Key}: {host.Value.Requests:N0} requests"))) + ".");

    /// <summary>Text as XML takes it: marks escaped, and what XML has no characters for replaced.</summary>
    private static string Text(string text) => HtmlEncoder.Default.Encode(
        string.Concat(text.Select(c => c is < ' ' or (>= '\ud800' and <= '\udfff') or >= '\ufffe' ? '\ufffd' : c)));
}
