using System.Globalization;
using System.Text;

namespace OrleansProxy.Portal.Controls;

/// <summary>Draws values as SVG paths on a square of 100, which a style sheet then stretches.</summary>
internal static class ChartPath
{
    /// <summary>A line through the middles of the bars, broken where a bar has no value.</summary>
    public static string Of(IReadOnlyList<ChartBar> bars, int series, double max)
    {
        var path = new StringBuilder();
        bool isDrawing = false;
        for (int i = 0; i < bars.Count; i++)
        {
            double? value = bars[i].Values[series];
            if (value is { } height)
            {
                double x = 100 * (i + 0.5) / bars.Count, y = 100 - (100 * height / max);
                path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{x:0.##} {y:0.##}");
            }

            isDrawing = value is not null;
        }

        return path.ToString();
    }

    /// <summary>Bars that stand side by side.</summary>
    public static string OfBars(IReadOnlyList<double> values, double max)
    {
        var path = new StringBuilder();
        double width = 100.0 / Math.Max(1, values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] > 0)
            {
                double height = Math.Max(3, 100 * values[i] / max); // A bar of one request among thousands is still seen.
                path.Append(CultureInfo.InvariantCulture, $"M{i * width:0.##} 100v-{height:0.##}h{width * 0.8:0.##}V100z");
            }
        }

        return path.ToString();
    }
}
