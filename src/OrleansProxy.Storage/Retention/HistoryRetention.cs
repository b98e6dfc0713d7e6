using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.Retention;

/// <summary>
/// Removes what is older than it may become, and the oldest where there is more than may be kept; then names that nothing is called by
/// any more; and gives the room back to the file system. All of it in steps that hold the write lock for some milliseconds. For one
/// caller at a time; it may be cancelled at any time, and run again.
/// </summary>
public sealed class HistoryRetention
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromDays(1);

    private readonly SqliteDatabase _database;
    private readonly NameSweep _names;
    private readonly RollupRetention _rollups;
    private bool _isSweepDue;
    private DateTimeOffset _lastSweep = DateTimeOffset.MinValue;

    internal HistoryRetention(SqliteDatabase database, SqliteTrafficStore store)
    {
        _database = database;
        _names = new NameSweep(database, store);
        _rollups = new RollupRetention(database);
    }

    /// <summary>The longest that a step of the last run held the write lock.</summary>
    internal TimeSpan LongestStep { get; private set; }

    /// <summary>Removes what has to go by now.</summary>
    /// <exception cref="StorageException">The database is locked, full or gone; what was removed before stays so.</exception>
    public async Task<RetentionOutcome> ApplyAsync(HistoryOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var steps = new WriteSteps(_database, time);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            long tooOld = UnixTime.Microseconds(now.AddDays(-options.Days));
            var rows = new RowRetention(_database, steps);
            long byAge = await rows.RemoveBeforeAsync(tooOld, cancellationToken);
            await _rollups.RemoveAsync(steps, now, tooOld, cancellationToken);
            long bySize = await new SizeRetention(rows, _rollups, steps).RemovePastAsync(
                FreePages.UsedOf((long)(options.MaxGB * 1_000_000_000)), now, tooOld, cancellationToken);
            long? oldest = await rows.OldestAsync(cancellationToken);
            await SweepAsync(steps, now, byAge + bySize > 0, cancellationToken);
            await FreePages.GiveBackAsync(steps, cancellationToken);
            return new RetentionOutcome(byAge, bySize, oldest is { } id ? UnixTime.Instant(id) : null);
        }
        finally
        {
            LongestStep = steps.Longest;
        }
    }

    /// <summary>Once a day at most: it has to read every row.</summary>
    private async Task SweepAsync(WriteSteps steps, DateTimeOffset now, bool hasRemoved, CancellationToken cancellationToken)
    {
        _isSweepDue |= hasRemoved;
        if (_isSweepDue && now - _lastSweep >= SweepInterval)
        {
            await _names.RunAsync(steps, cancellationToken);
            _isSweepDue = false;
            _lastSweep = now;
        }
    }
}
