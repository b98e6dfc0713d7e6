using System.Diagnostics;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.HistoryBench;

/// <summary>Makes a history of so many requests over so many days, as fast as it can be written; goes on with what is there.</summary>
internal static class FillRun
{
    private const int Batch = 10_000;

    public static DateTimeOffset End { get; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string path, long rows, int days, int seconds)
    {
        await using SqliteStorage storage = await SqliteStorage.OpenAsync(path, CancellationToken.None);
        string progress = $"{path}.progress";
        long done = File.Exists(progress) ? long.Parse(File.ReadAllText(progress)) : 0;
        var load = new SyntheticLoad(2 + (int)(done / Batch));
        DateTimeOffset start = End.AddDays(-days);
        TimeSpan step = TimeSpan.FromDays(days) / rows;
        var clock = Stopwatch.StartNew();
        long first = done;
        while (done < rows && clock.Elapsed.TotalSeconds < seconds)
        {
            var batch = new List<TrafficRecord>(Batch + (Batch / 2));
            for (int i = 0; i < Batch; i++, done++)
            {
                TrafficRecord record = load.Next(start + (step * done), out TrafficRecord? end);
                batch.Add(end is null ? record : end with { TunnelId = 0 });
            }

            await storage.TrafficStore.WriteAsync(batch, CancellationToken.None);
        }

        File.WriteAllText(progress, done.ToString());
        Console.WriteLine($"fill: {done:N0} of {rows:N0} rows, {(done - first) / clock.Elapsed.TotalSeconds:N0} rows/s, RSS {Rss.Megabytes:N0} MB");
    }
}
