using System.Diagnostics;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.HistoryBench;

/// <summary>Rows to comma-separated values: how long, and in how much memory.</summary>
internal static class ExportRun
{
    public static async Task RunAsync(string path, int days, long rows)
    {
        await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(path, CancellationToken.None);
        long all = (await storage.History.TotalsAsync(new TrafficScope(TimeRange.All), default)).Requests;
        var range = new TimeRange(FillRun.End.AddDays(-days * (double)rows / all), FillRun.End);
        var clock = Stopwatch.StartNew();
        long read = 0;
        await foreach (TrafficRow _ in storage.History.ReadAsync(new TrafficFilter { Range = range }, default))
        {
            read++;
        }

        Console.WriteLine($"export: {read:N0} rows read in {clock.Elapsed.TotalSeconds:N1} s");
        clock.Restart();
        string file = $"{path}.csv";
        await using (var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            read = await TrafficExport.WriteAsync(
                output, storage.History.ReadAsync(new TrafficFilter { Range = range }, default), ExportFormat.Csv, progress: null, default);
        }

        Console.WriteLine($"export: {read:N0} rows to {new FileInfo(file).Length / 1_000_000:N0} MB of CSV in {clock.Elapsed.TotalSeconds:N1} s, "
            + $"RSS {Rss.Megabytes:N0} MB (most {Rss.PeakMegabytes:N0})");
        File.Delete(file);
    }
}
