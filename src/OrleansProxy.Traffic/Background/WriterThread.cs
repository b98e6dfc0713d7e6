using System.Collections.Concurrent;

namespace OrleansProxy.Traffic.Background;

/// <summary>
/// A thread of its own for writing, which blocks: several writers on the thread pool, which begins with as many threads as there are
/// processors, would leave it none. After an await the work goes on here too. Thread-safe.
/// </summary>
public sealed class WriterThread : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread, which never keeps the program from ending.</summary>
    /// <param name="name">What a debugger calls it.</param>
    public WriterThread(string name)
    {
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <inheritdoc />
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs the work here, after what was asked for before.</summary>
    /// <exception cref="TaskSchedulerException">The thread has been disposed of.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Begins the work here, and goes on with it here after each await.</summary>
    /// <exception cref="TaskSchedulerException">The thread has been disposed of.</exception>
    public Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Takes no more work, and ends the thread once it has done what it took; does not wait for that.</summary>
    public void Dispose() => _work.CompleteAdding();

    /// <inheritdoc />
    protected override void QueueTask(Task task) => _work.Add(task);

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Thread.CurrentThread == _thread && TryExecuteTask(task);

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks() => _work.ToArray();

    private void Work()
    {
        foreach (Task task in _work.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }

        _work.Dispose();
    }
}
