namespace OrleansProxy.Portal.Controls;

/// <summary>A scale from 0 that ends above the greatest value, in up to five steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Max">The end of the scale.</param>
/// <param name="Step">The distance of its lines; at least 1, since requests are whole.</param>
internal readonly record struct ValueScale(double Max, double Step)
{
    public static ValueScale Of(double greatest)
    {
        double rough = Math.Max(1, greatest / 5);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double factor = (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double step = factor * power;
        return new(Math.Max(step, Math.Ceiling(greatest / step) * step), step);
    }
}
