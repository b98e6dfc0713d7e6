using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Traffic records in SQLite. Thread-safe: the database lets one writer in at a time.</summary>
internal sealed class SqliteTrafficStore : ITrafficStore
{
    private readonly SqliteDatabase _database;
    private TrafficBatchWriter? _writer; // touched only by what the database runs as its one writer

    /// <summary>Prepares nothing before the first batch.</summary>
    public SqliteTrafficStore(SqliteDatabase database)
    {
        _database = database;

        // With a connection on which something failed go the names that its batch had added.
        database.WriterClosing += Forget;
    }

    /// <inheritdoc />
    public async Task WriteAsync(IReadOnlyList<TrafficRecord> batch, CancellationToken cancellationToken)
    {
        try
        {
            await _database.WriteAsync((connection, _) => Write(batch, connection), cancellationToken);
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

    private int Write(IReadOnlyList<TrafficRecord> batch, SqliteConnection connection)
    {
        _writer ??= new TrafficBatchWriter(connection);
        _writer.Write(batch);
        return batch.Count;
    }

    private void Forget()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
