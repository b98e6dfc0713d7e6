using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Export;

/// <summary>
/// Writes rows as a file for other programs, in constant memory however many there are. The columns and their names are those of the
/// view <c>all_requests</c>.
/// </summary>
public static class TrafficExport
{
    private const int WriteBytes = 128 * 1024;

    /// <summary>Writes every row, in UTF-8.</summary>
    /// <param name="output">Takes the export, in large pieces; it is flushed at the end and stays open.</param>
    /// <param name="rows">The rows, oldest first, as <see cref="ITrafficHistory.ReadAsync"/> gives them.</param>
    /// <param name="format">What a row is written as.</param>
    /// <param name="progress">Told after each piece, on the thread that wrote it; null: nobody is.</param>
    /// <param name="cancellationToken">Gives up between two rows or within a write; what was written stands.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="Recording.TrafficStoreException">The rows cannot be read.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static async Task<long> WriteAsync(
        Stream output,
        IAsyncEnumerable<TrafficRow> rows,
        ExportFormat format,
        IProgress<ExportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var buffer = new LogBuffer();
        using JsonRows? json = format is ExportFormat.Jsonl ? new JsonRows(buffer) : null;
        IRowWriter writer = json ?? (IRowWriter)new CsvRows(buffer);
        var done = new ExportProgress();
        writer.Begin();
        await foreach (TrafficRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.Write(row);
            done = done with { Rows = done.Rows + 1, Reached = row.Record.Timestamp };
            if (buffer.Length >= WriteBytes)
            {
                done = await WriteAsync(output, buffer, done, cancellationToken).ConfigureAwait(false);
                progress?.Report(done);
            }
        }

        done = await WriteAsync(output, buffer, done, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(done);
        return done.Rows;
    }

    private static async Task<ExportProgress> WriteAsync(
        Stream output, LogBuffer buffer, ExportProgress done, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        int written = buffer.Length;
        buffer.Clear();
        return done with { Bytes = done.Bytes + written };
    }
}
