using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Origins;

/// <summary>Connects when the test says so, and takes the calling thread for whatever the test says. Connecting is thread-safe.</summary>
internal sealed class ScriptedTransports : ITransports
{
    private readonly Lock _lock = new();
    private readonly List<Attempt> _attempts = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it was asked to connect, in order.</summary>
    public IReadOnlyList<IPEndPoint> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _attempts.Select(attempt => attempt.EndPoint)];
            }
        }
    }

    public int Homes { get; init; } = 1;

    public int? HomeHere { get; set; }

    public ValueTask<ITransport?> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(endPoint, new(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        cancellationToken.Register(() => attempt.Outcome.TrySetCanceled(cancellationToken));
        lock (_lock)
        {
            _attempts.Add(attempt);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new(attempt.Outcome.Task);
    }

    /// <summary>Waits until it was asked this often.</summary>
    public async Task AskedAsync(int count)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_attempts.Count >= count)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends an attempt.</summary>
    public void Answer(int attempt, ITransport? outcome) => At(attempt).Outcome.TrySetResult(outcome);

    /// <summary>Has an attempt come to something.</summary>
    public async Task<ITransport> AnswerAsync(int attempt)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        ITransport made = (await TestTransports.Shared.ConnectAsync((IPEndPoint)listener.LocalEndpoint, CancellationToken.None))!;
        Answer(attempt, made);
        return made;
    }

    /// <summary>Whether nobody wants an attempt any more.</summary>
    public bool CalledOff(int attempt) => At(attempt).CancellationToken.IsCancellationRequested;

    public ITransportListener Listen(IPEndPoint endPoint, int backlog) => throw new NotSupportedException("It only connects.");

    public void Trim()
    {
    }

    public void Dispose()
    {
    }

    private Attempt At(int index)
    {
        lock (_lock)
        {
            return _attempts[index];
        }
    }

    private sealed record Attempt(IPEndPoint EndPoint, TaskCompletionSource<ITransport?> Outcome, CancellationToken CancellationToken);
}
