namespace OrleansProxy.Storage.Retention;

/// <summary>
/// How much to do in one step that holds the write lock, found from what the steps before took: they are to take 10 ms, so that even
/// one that meets a busy disk or processor stays below 50. Immutable.
/// </summary>
/// <param name="Rows">Rows, or pages, of the next step.</param>
internal readonly record struct StepSize(int Rows)
{
    private const int Least = 20, Most = 20_000;
    private const double MostGrowth = 2, MostShrinkage = 0.1;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(10);

    /// <summary>Careful: the disk is not known yet.</summary>
    public static StepSize First { get; } = new(100);

    /// <summary>The size after a step of this one took so long.</summary>
    public StepSize After(TimeSpan took)
    {
        double factor = took > TimeSpan.Zero ? Math.Clamp(Aim / took, MostShrinkage, MostGrowth) : MostGrowth;
        return new StepSize(Math.Clamp((int)(Rows * factor), Least, Most));
    }
}
