using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>
/// What is done about request octets that still come after the answer: a connection closed with octets unread is reset, and the
/// reset would take the answer away from the client (RFC 9112 §9.6).
/// </summary>
internal sealed class ClientLinger
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly Exchange _exchange;

    public ClientLinger(ProxyParts proxy, Connection client, Exchange exchange)
    {
        _proxy = proxy;
        _client = client;
        _exchange = exchange;
    }

    /// <summary>
    /// After an answer that may have come before the origin had taken the whole request, if only by a moment: gives the upload that
    /// moment, and the client's connection no further request if it takes longer.
    /// </summary>
    public ValueTask SettleAsync(OriginExchange answer)
    {
        if (!answer.Upload.IsCompleted && _exchange.KeepAlive && answer.Head.WantsKeepAlive)
        {
            return AwaitUploadAsync(answer);
        }

        _exchange.KeepAlive &= answer.UploadDone;
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// After an exchange: when the connection takes no further request, ends our side and reads on for a moment. Nothing is left
    /// behind that reads from the client.
    /// </summary>
    /// <param name="upload">What reads from the client until its origin connection, which was ended, fails it.</param>
    public ValueTask EndAsync(Task upload) =>
        _exchange.KeepAlive && upload.IsCompletedSuccessfully ? ValueTask.CompletedTask : EndInOrderAsync(upload);

    private async ValueTask AwaitUploadAsync(OriginExchange answer)
    {
        await EndedInTimeAsync(answer.Upload).ConfigureAwait(false);
        _exchange.KeepAlive &= answer.UploadDone;
    }

    private async ValueTask EndInOrderAsync(Task upload)
    {
        _exchange.KeepAlive &= upload.IsCompleted;
        if (_exchange is { KeepAlive: false, AnswerIsWhole: true })
        {
            await DropAsync(upload).ConfigureAwait(false);
        }

        if (!upload.IsCompleted)
        {
            _client.Dispose();
        }

        await upload.ConfigureAwait(false);
    }

    private async ValueTask DropAsync(Task upload)
    {
        try
        {
            _client.EndSending();
            if (await EndedInTimeAsync(upload).ConfigureAwait(false))
            {
                await DropRestAsync().ConfigureAwait(false);
            }
            else
            {
                _client.Dispose();
            }
        }
        catch (PeerException)
        {
            // It went, or goes on sending: the answer has had its chance to arrive.
            _client.Dispose();
        }
    }

    private async ValueTask DropRestAsync()
    {
        long start = _proxy.Time.GetTimestamp();
        TimeSpan left = Moment;
        for (int dropped = 0; dropped < _proxy.Options.MaxDrainBytes && left > TimeSpan.Zero; left = Moment - _proxy.Time.GetElapsedTime(start))
        {
            _client.Buffer.Consume(_client.Buffer.Length);
            int received = await _client.ReceiveAsync(left).ConfigureAwait(false);
            if (received == 0)
            {
                return;
            }

            dropped += received;
        }
    }

    private async ValueTask<bool> EndedInTimeAsync(Task upload)
    {
        if (!upload.IsCompleted)
        {
            using var waiting = new CancellationTokenSource();
            await Task.WhenAny(upload, Task.Delay(Moment, _proxy.Time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }

        return upload.IsCompleted;
    }
}
