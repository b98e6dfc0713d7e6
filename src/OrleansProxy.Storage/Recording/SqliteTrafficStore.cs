using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Traffic records in SQLite. Thread-safe: the database lets one writer in at a time.</summary>
internal sealed class SqliteTrafficStore(SqliteDatabase database) : ITrafficStore, IDisposable
{
    private TrafficBatchWriter? _writer; // touched only inside database.WriteAsync

    /// <inheritdoc />
    public async Task WriteAsync(IReadOnlyList<TrafficRecord> batch, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync((connection, transaction) => Write(batch, connection, transaction), cancellationToken);
        }
        catch (StorageException fault) when (fault.InnerException is SqliteException { SqliteErrorCode: var code } && SqliteFaults.IsOfTheData(code))
        {
            // Not the disk but what is in the batch: it would fail the same way for ever.
            throw new InvalidDataException(fault.Message, fault);
        }
        catch (StorageException fault)
        {
            throw new TrafficStoreException(fault.Message, fault);
        }
    }

    /// <summary>Gives up what was prepared; call it once the database is closed.</summary>
    public void Dispose() => _writer?.Dispose();

    private int Write(IReadOnlyList<TrafficRecord> batch, SqliteConnection connection, SqliteTransaction transaction)
    {
        // A connection on which a batch failed is gone, and with it the names that the batch had added.
        if (_writer?.Connection != connection)
        {
            _writer?.Dispose();
            _writer = new TrafficBatchWriter(connection);
        }

        _writer.Write(batch, transaction);
        return batch.Count;
    }
}
