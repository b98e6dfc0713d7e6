using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace OrleansProxy.Robust;

/// <summary>Some clients that behave well, one request after another on connections that they keep for a while.</summary>
internal sealed class Probe
{
    private const int Clients = 4;
    private const int RequestsOnConnection = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServerProcess _server;
    private readonly string _request;
    private readonly ConcurrentBag<TimeSpan> _times = [];
    private readonly ConcurrentQueue<string> _failures = new();

    public Probe(ServerProcess server, HostileOrigin origin)
    {
        _server = server;
        _request = $"GET http://{origin.Authority}/page HTTP/1.1\r\nHost: {origin.Authority}\r\n\r\n";
    }

    /// <summary>Probes while something else goes on.</summary>
    public async Task<ProbeResult> DuringAsync(Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        Task[] probing = [.. Enumerable.Range(0, Clients).Select(number => Task.Run(() => ProbeAsync(number, stop.Token)))];
        await Task.Run(work);
        await stop.CancelAsync();
        await Task.WhenAll(probing);
        TimeSpan[] times = [.. _times.Order()];
        return new ProbeResult(times.Length, _failures.Count, At(times, 50), At(times, 99), _failures.FirstOrDefault());
    }

    private static TimeSpan At(TimeSpan[] times, int percent) => times.Length == 0 ? default : times[times.Length * percent / 100];

    private async Task ProbeAsync(int number, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                using Client client = await Client.ConnectAsync(_server.EndPoint, 9, number, patience.Token);
                for (int i = 0; i < RequestsOnConnection && !stop.IsCancellationRequested; i++)
                {
                    patience.CancelAfter(Patience);
                    await AskAsync(client, patience.Token);
                    await Task.Delay(Pause, CancellationToken.None);
                }
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException or InvalidOperationException)
            {
                _failures.Enqueue(fault.Message);
            }
        }
    }

    private async Task AskAsync(Client client, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        await client.SendAsync(_request, cancellationToken);
        string answer = await client.ReadAsync(new string('p', HostileOrigin.PageSize), cancellationToken);
        if (!answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || !answer.EndsWith('p'))
        {
            throw new InvalidOperationException($"not what was asked for: {answer.Split('\r')[0]}");
        }

        _times.Add(Stopwatch.GetElapsedTime(start));
    }
}
