using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Log;

/// <summary>Finds out which filters keep everything out of a log that shows nothing.</summary>
internal static class LogCulprits
{
    /// <summary>Those filters without which, one at a time, the history has something to show.</summary>
    /// <exception cref="Traffic.Recording.TrafficStoreException">The history cannot be read.</exception>
    public static async Task<IReadOnlyList<LogChip>> FindAsync(
        ITrafficHistory history, IReadOnlyList<LogChip> chips, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var culprits = new List<LogChip>();
        foreach (LogChip chip in chips)
        {
            if (chip.Without.ToFilter(now) is { } without
                && (await history.PageAsync(without, beforeId: null, count: 1, cancellationToken)).Count > 0)
            {
                culprits.Add(chip);
            }
        }

        return culprits;
    }
}
