namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>An axis from 0 to a round number, with a few round steps. Immutable.</summary>
/// <param name="Top">The upper end, at least the greatest value.</param>
/// <param name="Step">What lies between two lines.</param>
internal sealed record ValueAxis(double Top, double Step)
{
    private const int Steps = 5;
    private static readonly double[] RoundFactors = [1, 2, 2.5, 5, 10];

    /// <summary>The axis for values up to this one.</summary>
    /// <param name="greatest">The greatest value.</param>
    /// <param name="least">The smallest step that makes sense: 1 for things that are counted.</param>
    public static ValueAxis For(double greatest, double least)
    {
        double rough = Math.Max(greatest / Steps, least);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = RoundFactors
            .Select(factor => factor * power)
            .First(candidate => candidate >= rough * 0.999_999 && (candidate % least == 0 || least < 1 || candidate >= 10));
        return new ValueAxis(Math.Max(step, Math.Ceiling(greatest / step) * step), step);
    }

    /// <summary>Where the lines are, from 0 up.</summary>
    public IEnumerable<double> Lines => Enumerable.Range(0, (int)Math.Round(Top / Step) + 1).Select(line => line * Step);
}
