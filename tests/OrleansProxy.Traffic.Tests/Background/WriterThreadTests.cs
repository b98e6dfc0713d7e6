using OrleansProxy.Traffic.Background;

namespace OrleansProxy.Traffic.Tests.Background;

public sealed class WriterThreadTests
{
    [Fact]
    public async Task Work_stays_on_the_one_thread_across_what_it_awaits()
    {
        using var thread = new WriterThread("test");
        var threads = new List<int>();
        var pause = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        Task work = thread.RunAsync(async () =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            await pause.Task;
            threads.Add(Environment.CurrentManagedThreadId);
        });
        threads.Add(await thread.RunAsync(() => Environment.CurrentManagedThreadId, TestContext.Current.CancellationToken));
        pause.SetResult();
        await work;

        Assert.Single(threads.Distinct());
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public async Task A_fault_reaches_whoever_waits_and_not_the_thread()
    {
        using var thread = new WriterThread("test");

        await Assert.ThrowsAsync<InvalidOperationException>(() => thread.RunAsync(() => throw new InvalidOperationException()));

        Assert.Equal(1, await thread.RunAsync(() => 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_taken_before_the_end_is_done()
    {
        var thread = new WriterThread("test");
        var gate = new TaskCompletionSource();
        Task first = thread.RunAsync(() => { gate.Task.Wait(TestContext.Current.CancellationToken); return 1; }, TestContext.Current.CancellationToken);
        Task<int> second = thread.RunAsync(() => 2, TestContext.Current.CancellationToken);

        thread.Dispose();
        gate.SetResult();

        await first;
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task What_is_asked_for_after_the_end_is_refused()
    {
        var thread = new WriterThread("test");
        thread.Dispose();

        await Assert.ThrowsAsync<TaskSchedulerException>(() => thread.RunAsync(() => 1, TestContext.Current.CancellationToken));
    }
}
