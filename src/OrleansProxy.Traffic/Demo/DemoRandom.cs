namespace OrleansProxy.Traffic.Demo;

/// <summary>Numbers that look like measured ones, the same for the same seed. Not thread-safe.</summary>
internal sealed class DemoRandom(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Whether something of this probability happens.</summary>
    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, the latter not included.</summary>
    public int Between(int low, int high) => _random.Next(low, high);

    /// <summary>A number of a log-normal distribution, as times to the first byte and sizes have it.</summary>
    public double LogNormal(double median, double spread) => median * Math.Exp(spread * Normal());

    /// <summary>A wait of an exponential distribution.</summary>
    public TimeSpan Wait(double meanSeconds) => TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) * meanSeconds);

    /// <summary>One of the items, by their weights; null when all weigh nothing.</summary>
    public T? Weighted<T>(IReadOnlyList<T> items, Func<T, double> weight) where T : class
    {
        double rest = _random.NextDouble() * items.Sum(weight);
        T? last = null;
        foreach (T item in items)
        {
            double share = weight(item);
            if (share <= 0)
            {
                continue;
            }

            last = item;
            rest -= share;
            if (rest < 0)
            {
                break;
            }
        }

        return last;
    }

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
