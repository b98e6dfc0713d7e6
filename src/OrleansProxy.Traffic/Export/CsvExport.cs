using System.Buffers;
using System.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Export;

/// <summary>
/// Writes rows as comma-separated values (RFC 4180): a header line with the views' column names, lines ended by CR LF. A cell
/// that a spreadsheet would run as a formula gets a single quote in front.
/// </summary>
public static class CsvExport
{
    private const int FlushEvery = 1_000;
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    /// <summary>Writes the header and every row in constant memory; returns how many rows there were.</summary>
    public static async Task<long> WriteAsync(
        TextWriter output, IAsyncEnumerable<TrafficRow> rows, CancellationToken cancellationToken)
    {
        long count = 0;
        var lines = new StringBuilder();
        AppendLine(lines, TrafficColumn.All.Select(column => column.Name));
        await foreach (TrafficRow row in rows.WithCancellation(cancellationToken))
        {
            AppendLine(lines, TrafficColumn.All.Select(column => column.Value(row)));
            if (++count % FlushEvery == 0)
            {
                await output.WriteAsync(lines, cancellationToken);
                lines.Clear();
            }
        }

        await output.WriteAsync(lines, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return count;
    }

    private static void AppendLine(StringBuilder output, IEnumerable<string> cells)
    {
        bool isFirst = true;
        foreach (string cell in cells)
        {
            if (!isFirst)
            {
                output.Append(',');
            }

            isFirst = false;
            AppendCell(output, cell);
        }

        output.Append("\r\n");
    }

    private static void AppendCell(StringBuilder output, string cell)
    {
        string safe = cell.Length > 0 && Formula.Contains(cell[0]) ? $"'{cell}" : cell;
        if (safe.AsSpan().ContainsAny(Quoted))
        {
            output.Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            output.Append(safe);
        }
    }
}
