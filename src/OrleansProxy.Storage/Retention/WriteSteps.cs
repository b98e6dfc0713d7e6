using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Retention;

/// <summary>
/// Long work on the database in short transactions, with pauses of several times their length, in which the recorder writes. None of
/// them runs while the journal is moved into the database: the disk has enough to do, and a step would wait for it within its
/// transaction. For one caller at a time.
/// </summary>
internal sealed class WriteSteps(SqliteDatabase database, TimeProvider time)
{
    private const int PauseLengths = 3;

    /// <summary>The longest that a step held the write lock.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Runs the step until it says that nothing is left.</summary>
    /// <param name="step">Does a part, of about that many rows or pages, and tells whether there may be more.</param>
    /// <param name="cancellationToken">Ends it after the step that runs.</param>
    /// <exception cref="StorageException">A step failed; those before it are done.</exception>
    public async Task RunAsync(Func<SqliteConnection, SqliteTransaction, int, bool> step, CancellationToken cancellationToken)
    {
        StepSize size = StepSize.First;
        bool isMore = true;
        while (isMore)
        {
            await database.JournalMove.WaitAsync(cancellationToken);
            long? begun = null;
            isMore = await database.WriteAsync(
                (connection, transaction) =>
                {
                    if (!database.JournalMove.IsCompleted)
                    {
                        return true; // begun by whoever wrote while this one waited for the lock
                    }

                    begun = time.GetTimestamp();
                    return step(connection, transaction, size.Rows);
                },
                cancellationToken);
            if (begun is { } start)
            {
                TimeSpan took = time.GetElapsedTime(start);
                Longest = took > Longest ? took : Longest;
                size = size.After(took);
                await Task.Delay(took * PauseLengths, time, cancellationToken);
            }
        }
    }
}
