using System.Diagnostics;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.HistoryBench;

/// <summary>Records of a steady source through the recorder into a file, as the program runs them: how many a second, and how many are lost.</summary>
internal static class WriteRun
{
    public static async Task RunAsync(string path, int seconds, int rate)
    {
        await using SqliteStorage storage = await SqliteStorage.OpenNewAsync(path, CancellationToken.None);
        var recorder = new TrafficRecorder(storage.TrafficStore, new HistoryOptions(), TimeProvider.System);
        recorder.Faulted += message => Console.Error.WriteLine(message);
        recorder.Start();
        var load = new SyntheticLoad(1);
        var open = new PriorityQueue<TrafficRecord, long>();
        long handed = 0, longest = 0;
        var clock = Stopwatch.StartNew();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            long due = (long)(clock.Elapsed.TotalSeconds * rate);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            DateTimeOffset began = now;
            for (; handed < due; handed++)
            {
                began = began.AddMicroseconds(1); // requests of a burst do not begin at one instant
                if (open.TryPeek(out TrafficRecord? ended, out long at) && at <= now.UtcTicks)
                {
                    recorder.Record(open.Dequeue());
                    continue;
                }

                recorder.Record(load.Next(began, out TrafficRecord? end));
                if (end is not null)
                {
                    open.Enqueue(end, (now + end.Duration).UtcTicks);
                }
            }

            longest = Math.Max(longest, recorder.Waiting);
            Thread.Sleep(1);
        }

        double took = clock.Elapsed.TotalSeconds;
        long written = recorder.Written;
        double writer = ThreadTime.Of("database writer");
        await recorder.DisposeAsync();
        double busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine($"write: handed over {handed / took:N0}/s for {took:N0} s, written {written / took:N0}/s by then, "
            + $"dropped {recorder.Dropped:N0}, longest queue {longest:N0}, RSS {Rss.Megabytes:N0} MB (most {Rss.PeakMegabytes:N0}), "
            + $"processor {busy / took:N2}, of the writer {writer * 1e6 / Math.Max(1, written):N1} us a record");
    }
}
