namespace OrleansProxy.Traffic.Background;

/// <summary>
/// A thread of its own for writing, which blocks: several writers on the thread pool, which begins with as many threads as there are
/// processors, would leave it none. After an await the work goes on here too. Thread-safe.
/// </summary>
public sealed class WriterThread : TaskScheduler, IDisposable
{
    private readonly object _lock = new(); // for Monitor, whose wait does not spin: the thread would take turns of those that have work
    private readonly Queue<Task> _work = []; // guarded by _lock
    private readonly Thread _thread;
    private bool _isDisposed; // guarded by _lock

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
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <inheritdoc />
    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _work.Enqueue(task);
            Monitor.Pulse(_lock);
        }
    }

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Thread.CurrentThread == _thread && TryExecuteTask(task);

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return _work.ToArray();
        }
    }

    private void Work()
    {
        while (Next() is { } task)
        {
            TryExecuteTask(task);
        }
    }

    /// <summary>Waits for work; null once there will be none any more.</summary>
    private Task? Next()
    {
        lock (_lock)
        {
            while (_work.Count == 0 && !_isDisposed)
            {
                Monitor.Wait(_lock);
            }

            return _work.TryDequeue(out Task? task) ? task : null;
        }
    }
}
