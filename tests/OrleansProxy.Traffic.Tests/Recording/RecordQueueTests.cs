using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Recording;

public sealed class RecordQueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Records_come_out_in_their_order_while_the_ring_grows_and_turns()
    {
        var queue = new RecordQueue(5_000, 1);
        var taken = new List<string>();
        int added = 0;
        foreach (int more in (int[])[3, 250, 700, 90, 2_000])
        {
            for (int i = 0; i < more; i++)
            {
                queue.Add(SampleRecord.Numbered(added++));
            }

            taken.AddRange(Paths(queue.Take(more / 2)));
        }

        taken.AddRange(Paths(queue.Take(int.MaxValue)));

        Assert.Equal(Enumerable.Range(0, added).Select(i => $"/{i}"), taken);
        Assert.Equal((0, 0), (queue.Count, queue.Dropped));
    }

    [Fact]
    public void A_full_queue_loses_its_oldest_batch_and_counts_it()
    {
        var queue = new RecordQueue(6, 3);
        for (int i = 0; i < 10; i++)
        {
            queue.Add(SampleRecord.Numbered(i));
        }

        Assert.Equal(6, queue.Dropped);
        Assert.Equal(["/6", "/7", "/8", "/9"], Paths(queue.Take(10)));
    }

    [Fact]
    public async Task Waiting_for_a_batch_ends_when_it_is_whole_or_with_the_queue()
    {
        var queue = new RecordQueue(10, 3);
        queue.Add(SampleRecord.Forwarded);
        Task<bool> wait = queue.WaitAsync(3);
        queue.Add(SampleRecord.Forwarded);
        Assert.False(wait.IsCompleted);
        queue.Add(SampleRecord.Forwarded);
        Assert.True(await wait.WaitAsync(Cancellation));

        queue.Take(1);
        wait = queue.WaitAsync(3);
        Assert.False(wait.IsCompleted);
        queue.Complete();
        Assert.True(await wait.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Waiting_ends_with_a_record_or_with_the_queue()
    {
        var queue = new RecordQueue(2, 1);
        Task<bool> wait = queue.WaitAsync();
        Assert.False(wait.IsCompleted);

        queue.Add(SampleRecord.Forwarded);
        Assert.True(await wait.WaitAsync(Cancellation));

        queue.Complete();
        Assert.True(await queue.WaitAsync());
        queue.Take(1);
        Assert.False(await queue.WaitAsync());
    }

    [Fact]
    public async Task The_end_wakes_the_one_who_waits_and_nothing_is_taken_after_it()
    {
        var queue = new RecordQueue(2, 1);
        Task<bool> wait = queue.WaitAsync();

        queue.Complete();
        queue.Add(SampleRecord.Forwarded);

        Assert.False(await wait.WaitAsync(Cancellation));
        Assert.Equal((0, 1), (queue.Count, queue.Dropped));
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_between_many_threads_and_the_one_that_takes()
    {
        const int Threads = 4, Each = 20_000;
        var queue = new RecordQueue(Threads * Each, 1);
        Task adding = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(
            () =>
            {
                for (int i = 0; i < Each; i++)
                {
                    queue.Add(SampleRecord.Numbered((thread * Each) + i));
                }
            },
            Cancellation)));
        Task completing = adding.ContinueWith(_ => queue.Complete(), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);

        var taken = new HashSet<string>();
        while (await queue.WaitAsync())
        {
            foreach (string path in Paths(queue.Take(500)))
            {
                Assert.True(taken.Add(path));
            }
        }

        await completing;
        Assert.Equal(Threads * Each, taken.Count);
    }

    private static IEnumerable<string> Paths(List<TrafficRecord> records) => records.Select(record => record.PathAndQuery);
}
