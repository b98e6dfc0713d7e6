namespace OrleansProxy.Portal.Controls;

/// <summary>A scale from 0 that ends at or above the greatest value, in up to five steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Max">The end of the scale.</param>
/// <param name="Step">The distance of its lines; at least 1, since what is counted is whole.</param>
internal readonly record struct ValueScale(double Max, double Step)
{
    /// <summary>The values of its lines, 0 the first.</summary>
    public IEnumerable<double> Lines
    {
        get
        {
            double step = Step;
            return Enumerable.Range(0, (int)Math.Round(Max / Step) + 1).Select(line => line * step);
        }
    }

    public static ValueScale Of(double greatest)
    {
        double rough = Math.Max(1, greatest / 5);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double factor = (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double step = factor * power;
        return new(Math.Max(step, Math.Ceiling(greatest / step) * step), step);
    }
}
