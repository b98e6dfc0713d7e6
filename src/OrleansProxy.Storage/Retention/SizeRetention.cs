using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Retention;

/// <summary>
/// Removes the oldest rows of a database that is too large, and the sums by the minute that go with them. It does so by turns: the sums
/// may take as much as the rows, of which too many would go if they went alone until the size is right.
/// </summary>
internal sealed class SizeRetention(RowRetention rows, RollupRetention rollups, WriteSteps steps)
{
    /// <summary>Of what is too much, the rows of one turn make up one in so many: the sums may take up to three times as much as they.</summary>
    private const int TurnShare = 4;

    /// <summary>At least so much is a turn's, so that there is a last one.</summary>
    private const long LeastTurnBytes = 1_000_000;

    /// <summary>Removes what is too much by now.</summary>
    /// <param name="bytes">What may be in use of the database.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="tooOld">Before this instant there are no rows, in microseconds since 1970.</param>
    /// <param name="cancellationToken">Ends it after a step.</param>
    /// <returns>How many rows went.</returns>
    public async Task<long> RemovePastAsync(long bytes, DateTimeOffset now, long tooOld, CancellationToken cancellationToken)
    {
        long removed = 0, gone;
        do
        {
            long used = await rows.UsedBytesAsync(cancellationToken);
            long turn = Math.Max((used - bytes) / TurnShare, LeastTurnBytes);
            gone = await rows.RemovePastAsync(Math.Max(bytes, used - turn), UnixTime.Microseconds(now), cancellationToken);
            removed += gone;
            if (gone > 0)
            {
                long oldest = await rows.OldestAsync(cancellationToken) ?? UnixTime.Microseconds(now);
                await rollups.RemoveAsync(steps, now, Math.Max(tooOld, oldest), cancellationToken);
            }
        }
        while (gone > 0);
        return removed;
    }
}
