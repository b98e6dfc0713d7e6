using System.Text;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Tests.Export;

/// <summary>What an export of given records reads.</summary>
internal static class ExportedText
{
    public static async Task<string> OfAsync(ExportFormat format, params TrafficRecord[] records)
    {
        using var output = new MemoryStream();
        await TrafficExport.WriteAsync(output, Rows(records), format, progress: null, TestContext.Current.CancellationToken);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.ToArray());
    }

    /// <summary>The records as rows, numbered from 0.</summary>
    public static async IAsyncEnumerable<TrafficRow> Rows(IEnumerable<TrafficRecord> records)
    {
        long id = 0;
        foreach (TrafficRecord record in records)
        {
            await Task.Yield();
            yield return new TrafficRow(id++, record);
        }
    }
}
