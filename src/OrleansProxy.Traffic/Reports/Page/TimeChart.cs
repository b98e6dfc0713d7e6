using System.Globalization;
using System.Text;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>
/// A chart over time: the drawing in SVG stretches with the page, while the words around it keep their size. Each bar tells its figures
/// to the pointer, and a table tells them to everybody.
/// </summary>
internal sealed class TimeChart
{
    private const int MostLabels = 6;

    private readonly TrafficTimeline _timeline;
    private readonly Func<double, string> _format;
    private readonly double _leastStep;

    /// <param name="timeline">The bars' times.</param>
    /// <param name="format">How a value is written.</param>
    /// <param name="leastStep">The smallest step of the axis.</param>
    public TimeChart(TrafficTimeline timeline, Func<double, string> format, double leastStep)
    {
        _timeline = timeline;
        _format = format;
        _leastStep = leastStep;
    }

    /// <summary>Appends the chart with values that stand on each other.</summary>
    public void AppendColumns(StringBuilder html, string id, string title, string summary, params ChartSeries[] series)
    {
        double greatest = Enumerable.Range(0, _timeline.Bars.Count).Max(bar => series.Sum(one => one.Values[bar] ?? 0));
        Append(html, id, title, summary, ValueAxis.For(greatest, _leastStep), series, (axis, svg) => AppendStacks(svg, axis, series));
    }

    /// <summary>Appends the chart with a line a series, broken where there is no value.</summary>
    public void AppendLines(StringBuilder html, string id, string title, string summary, params ChartSeries[] series)
    {
        double greatest = series.Max(one => one.Values.Max() ?? 0);
        Append(html, id, title, summary, ValueAxis.For(greatest, _leastStep), series, (axis, svg) => AppendPaths(svg, axis, series));
    }

    private void Append(
        StringBuilder html,
        string id,
        string title,
        string summary,
        ValueAxis axis,
        ChartSeries[] series,
        Action<ValueAxis, StringBuilder> appendDrawing)
    {
        html.Append(CultureInfo.InvariantCulture, $"""
            <section class="panel wide">
            <h2>{title}</h2>
            <p class="legend">{string.Join(' ', series.Select(one => $"<span class=\"{one.Style}\"><i></i>{one.Name}</span>"))}</p>
            <div class="chart">
            <div class="values" aria-hidden="true">{string.Concat(axis.Lines.Select(line => $"<span style=\"bottom:{Percent(line / axis.Top)}\">{(line == 0 ? "0" : _format(line))}</span>"))}</div>
            <svg viewBox="0 0 {_timeline.Bars.Count} 100" preserveAspectRatio="none" role="img" aria-labelledby="{id}-title {id}-desc">
            <title id="{id}-title">{title}</title><desc id="{id}-desc">{HtmlText.Of(summary)}</desc>
            <path class="grid" d="{string.Concat(axis.Lines.Select(line => Invariant($"M0 {Y(axis, line):0.##}h{_timeline.Bars.Count}")))}"/>

            """);
        appendDrawing(axis, html);
        html.Append("</svg>\n<div class=\"times\" aria-hidden=\"true\">");
        AppendTimes(html);
        html.Append("</div>\n</div>\n");
        AppendFigures(html, series);
        html.Append("</section>\n");
    }

    private void AppendStacks(StringBuilder svg, ValueAxis axis, ChartSeries[] series)
    {
        for (int bar = 0; bar < _timeline.Bars.Count; bar++)
        {
            svg.Append("<g>").Append(Tip(bar, series));
            double below = 0;
            foreach (ChartSeries one in series)
            {
                double value = one.Values[bar] ?? 0;
                if (value > 0)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{one.Style}\" x=\"{bar + 0.08:0.##}\" width=\".84\" y=\"{Y(axis, below + value):0.###}\" height=\"{100 * value / axis.Top:0.###}\"/>");
                }

                below += value;
            }

            svg.Append("</g>\n");
        }
    }

    private void AppendPaths(StringBuilder svg, ValueAxis axis, ChartSeries[] series)
    {
        foreach (ChartSeries one in series)
        {
            var path = new StringBuilder();
            for (int bar = 0; bar < one.Values.Count; bar++)
            {
                if (one.Values[bar] is { } value)
                {
                    bool goesOn = bar > 0 && one.Values[bar - 1] is not null;
                    path.Append(CultureInfo.InvariantCulture, $"{(goesOn ? 'L' : 'M')}{bar + 0.5:0.#} {Y(axis, value):0.###}{(goesOn ? "" : "h0")}");
                }
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line {one.Style}\" d=\"{path}\"/>\n");
        }

        for (int bar = 0; bar < _timeline.Bars.Count; bar++)
        {
            svg.Append("<g>").Append(Tip(bar, series)).Append("</g>\n");
        }
    }

    /// <summary>What the pointer is told over a bar, with the surface that it points at.</summary>
    private string Tip(int bar, ChartSeries[] series) => Invariant(
        $"<title>{TimeOf(bar)}{string.Concat(series.Select(one => $"\n{one.Name}: {Format(one.Values[bar])}"))}</title><rect class=\"hit\" x=\"{bar}\" width=\"1\" height=\"100\"/>");

    private void AppendTimes(StringBuilder html)
    {
        int count = _timeline.Bars.Count;
        int every = Math.Max(1, (int)Math.Ceiling(count / (double)MostLabels));
        for (int bar = 0; bar < count; bar += every)
        {
            string style = bar / every % 2 == 1 ? " class=\"odd\"" : "";
            html.Append(CultureInfo.InvariantCulture, $"<span{style} style=\"left:{Percent((double)bar / count)}\">{TimeOf(bar)}</span>");
        }
    }

    private void AppendFigures(StringBuilder html, ChartSeries[] series)
    {
        html.Append("<details><summary>Figures</summary>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">From</th>");
        html.AppendJoin("", series.Select(one => $"<th scope=\"col\" class=\"n\">{one.Name}</th>"));
        html.Append("</tr></thead><tbody>\n");
        for (int bar = 0; bar < _timeline.Bars.Count; bar++)
        {
            html.Append("<tr><th scope=\"row\">").Append(TimeOf(bar)).Append("</th>");
            html.AppendJoin("", series.Select(one => $"<td class=\"n\">{Format(one.Values[bar])}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody></table></div></details>\n");
    }

    private string Format(double? value) => value is { } given ? _format(given) : "-";

    private string TimeOf(int bar)
    {
        DateTime start = _timeline.Bars[bar].Start;
        bool isOneDay = _timeline.Length.Days == 0 && _timeline.Bars[0].Start.Date == _timeline.Bars[^1].Start.Date;
        bool isOneYear = _timeline.Bars[0].Start.Year == _timeline.Bars[^1].Start.Year;
        string format = _timeline.Length.Days > 0 ? isOneYear ? "d MMM" : "d MMM yyyy" : isOneDay ? "HH:mm" : "d MMM HH:mm";
        return start.ToString(format, CultureInfo.InvariantCulture);
    }

    private static double Y(ValueAxis axis, double value) => 100 - (100 * value / axis.Top);

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
