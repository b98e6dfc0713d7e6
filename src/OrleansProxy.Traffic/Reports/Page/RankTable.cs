using System.Globalization;
using System.Text;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>A list of names with a bar each, as a table that a screen reader reads as one.</summary>
/// <param name="Title">What the list is of.</param>
/// <param name="Headings">The heading of the names, of the value that the bar shows, and of what else there is.</param>
internal sealed record RankTable(string Title, params string[] Headings)
{
    /// <summary>One line of it.</summary>
    /// <param name="Name">Any text.</param>
    /// <param name="Value">What the bar shows.</param>
    /// <param name="Cells">The value as text, and what else there is.</param>
    internal sealed record Line(string Name, double Value, params string[] Cells);

    /// <summary>Appends it, with a sentence in its place where there are no lines.</summary>
    public void Append(StringBuilder html, IReadOnlyCollection<Line> lines, string style, string empty)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"panel\">\n<h2>{Title}</h2>\n");
        if (lines.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"empty\">{empty}</p>\n</section>\n");
            return;
        }

        html.Append("<div class=\"scroll\"><table class=\"rank\"><thead><tr>");
        html.AppendJoin("", Headings.Select((heading, i) => $"<th scope=\"col\"{(i > 0 ? " class=\"n\"" : "")}>{heading}</th>"));
        html.Append("</tr></thead><tbody>\n");
        double greatest = lines.Max(line => line.Value);
        foreach (Line line in lines)
        {
            double length = greatest > 0 ? 100 * line.Value / greatest : 0;
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><span class=\"name\">{HtmlText.Of(line.Name)}</span><svg class=\"bar {style}\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"100%\" rx=\"2\"/><rect width=\"{length:0.#}%\" height=\"100%\" rx=\"2\"/></svg></th>");
            html.AppendJoin("", line.Cells.Select(cell => $"<td class=\"n\">{HtmlText.Of(cell)}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n</section>\n");
    }
}
