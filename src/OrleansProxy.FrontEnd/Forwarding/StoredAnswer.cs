using System.Buffers;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Port;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.Http.Framing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>Serves a stored response: whole, its head only, or a 304 where the client has a copy.</summary>
internal sealed class StoredAnswer
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;

    public StoredAnswer(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
    }

    /// <summary>Sends the answer.</summary>
    /// <param name="stored">What to serve; the caller's to dispose.</param>
    /// <param name="result">How it came to be served.</param>
    public async ValueTask ServeAsync(IStoredResponse stored, TrafficResult result)
    {
        string status = result is TrafficResult.Hit
            ? CacheStatusText.Hit(_exchange.Pseudonym, stored.TimeToLive)
            : CacheStatusText.Forwarded(_exchange.Pseudonym, "stale", 304, stored: true);
        _exchange.Draft.CacheStatus = status;
        _exchange.Draft.TimeToFirstByte ??= _exchange.Draft.Elapsed;
        _exchange.Draft.Upstream ??= stored.Origin;
        if (_proxy.Ports.Cache!.ClientHasCopy(_exchange.Request, stored))
        {
            _exchange.BeginAnswer(304, result, BodyKind.None);
            ClientAnswer.WriteNotModified(_exchange.ToClient.Pending, stored, _exchange, status);
        }
        else
        {
            _exchange.BeginAnswer(stored.Head.Status, result, BodyKind.Length);
            ClientAnswer.WriteStoredHead(_exchange.ToClient.Pending, stored, _exchange, status);
            await SendBodyAsync(stored).ConfigureAwait(false);
        }

        await _exchange.ToClient.CompleteAsync(_exchange.KeepAlive).ConfigureAwait(false);
        _exchange.AnswerIsWhole = true;
    }

    private async ValueTask SendBodyAsync(IStoredResponse stored)
    {
        if (_exchange.IsHead || stored.BodyLength == 0)
        {
            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(stored.BodyLength, _proxy.Options.BufferSize));
        int highest = 0;
        try
        {
            long offset = 0;
            while (offset < stored.BodyLength)
            {
                int read = await stored.ReadAsync(offset, buffer, _proxy.Stopping).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new InvalidOperationException("A stored body ended before its length.");
                }

                highest = Math.Max(highest, read);
                offset += read;
                await _exchange.ToClient.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
        }
        finally
        {
            Array.Clear(buffer, 0, highest);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
