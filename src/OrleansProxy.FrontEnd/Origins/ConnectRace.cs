using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Connects to the first of several addresses that answers (RFC 8305 §5): families alternate, and the next attempt starts when the
/// last one failed or has taken 250 ms. Losers are closed.
/// </summary>
internal static class ConnectRace
{
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the race; null when every address refused.</summary>
    public static async Task<RaceWinner?> RunAsync(
        IReadOnlyList<IPEndPoint> addresses, TimeProvider time, CancellationToken cancellationToken)
    {
        if (addresses.Count == 1)
        {
            return await AttemptAsync(addresses[0], cancellationToken).ConfigureAwait(false);
        }

        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPEndPoint>(Alternate(addresses));
        var running = new List<Task<RaceWinner?>>();
        try
        {
            while (waiting.Count > 0 || running.Count > 0)
            {
                if (waiting.TryDequeue(out IPEndPoint? next))
                {
                    running.Add(AttemptAsync(next, losers.Token));
                }

                if (await FirstFinishedAsync(running, waiting.Count > 0, time, losers.Token).ConfigureAwait(false) is { } finished)
                {
                    running.Remove(finished);
                    if (await finished.ConfigureAwait(false) is { } winner)
                    {
                        return winner;
                    }
                }
            }

            return null;
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            foreach (Task<RaceWinner?> loser in running)
            {
                _ = CloseWhenDoneAsync(loser);
            }
        }
    }

    /// <summary>The addresses with the families taking turns, the first one's family first.</summary>
    internal static IEnumerable<IPEndPoint> Alternate(IReadOnlyList<IPEndPoint> addresses)
    {
        AddressFamily first = addresses[0].AddressFamily;
        var same = new Queue<IPEndPoint>(addresses.Where(address => address.AddressFamily == first));
        var other = new Queue<IPEndPoint>(addresses.Where(address => address.AddressFamily != first));
        while (same.Count + other.Count > 0)
        {
            if (same.TryDequeue(out IPEndPoint? one))
            {
                yield return one;
            }

            if (other.TryDequeue(out IPEndPoint? two))
            {
                yield return two;
            }
        }
    }

    private static async Task<Task<RaceWinner?>?> FirstFinishedAsync(
        List<Task<RaceWinner?>> running, bool moreWait, TimeProvider time, CancellationToken cancellationToken)
    {
        Task<Task<RaceWinner?>> first = Task.WhenAny(running);
        if (!moreWait)
        {
            return await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Task delay = Task.Delay(AttemptDelay, time, cancellationToken);
        await Task.WhenAny(first, delay).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return first.IsCompleted ? await first.ConfigureAwait(false) : null;
    }

    private static async Task<RaceWinner?> AttemptAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new RaceWinner(socket, endPoint);
        }
        catch (SocketException)
        {
            // This address refused, or there is no descriptor for it; the race goes on with the others.
            socket?.Dispose();
            return null;
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            throw;
        }
    }

    private static async Task CloseWhenDoneAsync(Task<RaceWinner?> loser)
    {
        try
        {
            (await loser.ConfigureAwait(false))?.Socket.Dispose();
        }
        catch (OperationCanceledException)
        {
            // It was called off before it had connected, and has closed its socket itself.
        }
    }
}
