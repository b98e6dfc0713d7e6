using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Connects to the first of several addresses that answers (RFC 8305 §5): families alternate, and the next attempt starts when the
/// last one failed or has taken 250 ms. Losers are closed.
/// </summary>
internal static class ConnectRace
{
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the race; null when every address refused.</summary>
    public static async Task<ITransport?> RunAsync(
        IReadOnlyList<IPEndPoint> addresses, ITransports transports, TimeProvider time, CancellationToken cancellationToken)
    {
        if (addresses.Count == 1)
        {
            return await transports.ConnectAsync(addresses[0], cancellationToken).ConfigureAwait(false);
        }

        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPEndPoint>(Alternate(addresses));
        var running = new List<Task<ITransport?>>();
        try
        {
            while (waiting.Count > 0 || running.Count > 0)
            {
                if (waiting.TryDequeue(out IPEndPoint? next))
                {
                    running.Add(transports.ConnectAsync(next, losers.Token).AsTask());
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
            foreach (Task<ITransport?> loser in running)
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

    private static async Task<Task<ITransport?>?> FirstFinishedAsync(
        List<Task<ITransport?>> running, bool moreWait, TimeProvider time, CancellationToken cancellationToken)
    {
        Task<Task<ITransport?>> first = Task.WhenAny(running);
        if (!moreWait)
        {
            return await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Task delay = Task.Delay(AttemptDelay, time, cancellationToken);
        await Task.WhenAny(first, delay).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return first.IsCompleted ? await first.ConfigureAwait(false) : null;
    }

    private static async Task CloseWhenDoneAsync(Task<ITransport?> loser)
    {
        try
        {
            (await loser.ConfigureAwait(false))?.Dispose();
        }
        catch (OperationCanceledException)
        {
            // It was called off before it had connected, and has closed its socket itself.
        }
    }
}
