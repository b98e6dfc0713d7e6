using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Traffic records in SQLite, for one recorder, which waits for one batch before it hands over the next.</summary>
internal sealed class SqliteTrafficStore : ITrafficStore
{
    private readonly SqliteDatabase _database;
    private readonly OpenTunnels _tunnels = new(); // outlives the writer, as the rows do
    private readonly WritePace _pace;
    private TrafficBatchWriter? _writer; // touched only by what the database runs as its one writer

    /// <summary>Prepares nothing before the first batch.</summary>
    /// <param name="database">Where the records go.</param>
    /// <param name="pace">When the writing thread rests.</param>
    public SqliteTrafficStore(SqliteDatabase database, WritePace pace)
    {
        _database = database;
        _pace = pace;

        // With a connection on which something failed go the names that its batch had added.
        database.WriterClosing += Forget;
        database.Remade += _tunnels.Clear;
    }

    /// <summary>
    /// The keys of a table of names that the next row may have without a look at the table; within a write of the database alone.
    /// </summary>
    public IReadOnlySet<long> Remembered(string table) => _writer?.Remembered(table) ?? ImmutableHashSet<long>.Empty;

    /// <inheritdoc />
    public async Task WriteAsync(IReadOnlyList<TrafficRecord> batch, CancellationToken cancellationToken)
    {
        try
        {
            await _database.WriteAsync((connection, _) => Write(batch, connection), cancellationToken);
            _tunnels.Commit();
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
        _tunnels.Begin();
        _writer ??= new TrafficBatchWriter(connection, _tunnels, _pace);
        _writer.Write(batch);
        return batch.Count;
    }

    private void Forget()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
