using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports;

/// <summary>How long a bar of a report's charts is, in local time. Immutable.</summary>
/// <param name="Length">The length of bars up to a quarter of a day; of a day or more where <paramref name="Days"/> is not 0.</param>
/// <param name="Days">Local days in a bar, 7 for weeks that begin on Monday; 0 for shorter bars.</param>
public sealed record BarLength(TimeSpan Length, int Days)
{
    private const int MostBars = 100;
    private static readonly int[] Minutes = [1, 5, 10, 15, 30];
    private static readonly int[] Hours = [1, 2, 3, 6];

    /// <summary>The shortest that makes at most a hundred bars of the range; whole hours where the scope has a domain.</summary>
    public static BarLength For(TrafficScope scope)
    {
        TimeSpan span = scope.Range.To - scope.Range.From;
        IEnumerable<TimeSpan> lengths = Hours.Select(hours => TimeSpan.FromHours(hours));
        if (scope.Domain is null)
        {
            lengths = Minutes.Select(minutes => TimeSpan.FromMinutes(minutes)).Concat(lengths);
        }

        foreach (TimeSpan length in lengths)
        {
            if (span <= length * MostBars)
            {
                return new BarLength(length, 0);
            }
        }

        int days = span <= TimeSpan.FromDays(MostBars) ? 1 : 7;
        return new BarLength(TimeSpan.FromDays(days), days);
    }

    /// <summary>What the history is asked for: bars that these are made of.</summary>
    public TimeSpan Unit => Length < TimeSpan.FromHours(1) ? Length : TimeSpan.FromHours(1);

    /// <summary>The start of the bar that a local instant is in.</summary>
    public DateTime StartOf(DateTime local)
    {
        if (Days == 0)
        {
            return local.Date + (Length * ((local - local.Date).Ticks / Length.Ticks));
        }

        int sinceMonday = ((int)local.DayOfWeek + 6) % 7;
        return Days == 1 ? local.Date : local.Date.AddDays(-sinceMonday);
    }
}
