using Dapper;
using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// How much of the file the connection that writes holds in memory. Batches that fill at once come back to the same pages again and
/// again, the ends of the indexes and one page for each host; a quiet hour has no use for them, and memory that a flood took is given
/// back after it. For the writer alone.
/// </summary>
internal sealed class WriterCache
{
    /// <summary>What a connection begins with, and has while records come one by one.</summary>
    public const int QuietKilobytes = 4 * 1024;

    /// <summary>What it may take while they come in crowds.</summary>
    public const int BusyKilobytes = 48 * 1024;

    /// <summary>Records in one batch from which on it counts as a crowd: with one batch a second, as many requests a second.</summary>
    public const int Crowd = 500;

    private readonly SqliteConnection _connection;
    private bool _isBusy;

    /// <param name="connection">The writer's, as it was opened.</param>
    public WriterCache(SqliteConnection connection) => _connection = connection;

    /// <summary>Makes it fit for a batch of so many records, before any of them is written.</summary>
    public void Fit(int records)
    {
        bool isBusy = records >= Crowd;
        if (isBusy == _isBusy)
        {
            return;
        }

        _isBusy = isBusy;
        _connection.Execute($"PRAGMA cache_size = -{(isBusy ? BusyKilobytes : QuietKilobytes)}");
        if (!isBusy)
        {
            _connection.Execute("PRAGMA shrink_memory"); // all of it, so that what is left does not hold on to what was around it
        }
    }
}
