using OrleansProxy.Traffic.Background;

namespace OrleansProxy.Traffic.Tests.Background;

public sealed class QuietThreadTests
{
    [Fact]
    public async Task Work_stays_on_the_one_thread_across_what_it_awaits()
    {
        using var thread = new QuietThread("test");
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
    public async Task It_gives_way_to_other_threads_where_the_system_lets_it()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux has a priority of threads that any program may lower.");
            return;
        }

        using var thread = new QuietThread("test");

        string stat = await thread.RunAsync(() => File.ReadAllText("/proc/thread-self/stat"), TestContext.Current.CancellationToken);

        // Field 19, the niceness; counted from the parenthesis that ends field 2.
        Assert.Equal("10", stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19 - 3]);
    }

    [Fact]
    public async Task A_fault_reaches_whoever_waits_and_not_the_thread()
    {
        using var thread = new QuietThread("test");

        await Assert.ThrowsAsync<InvalidOperationException>(() => thread.RunAsync(() => throw new InvalidOperationException()));

        Assert.Equal(1, await thread.RunAsync(() => 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_taken_before_the_end_is_done()
    {
        var thread = new QuietThread("test");
        var gate = new TaskCompletionSource();
        Task first = thread.RunAsync(() => { gate.Task.Wait(TestContext.Current.CancellationToken); return 1; }, TestContext.Current.CancellationToken);
        Task<int> second = thread.RunAsync(() => 2, TestContext.Current.CancellationToken);

        thread.Dispose();
        gate.SetResult();

        await first;
        Assert.Equal(2, await second);
    }
}
