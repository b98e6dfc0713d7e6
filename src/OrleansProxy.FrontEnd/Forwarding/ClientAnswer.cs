using System.Globalization;
using OrleansProxy.Caching.Port;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.Http;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>Writes the heads of answers to the client, whether they come from an origin or from the cache.</summary>
internal static class ClientAnswer
{
    /// <summary>The fields that a 304 repeats from the response it stands for (RFC 9110 §15.4.5).</summary>
    private static readonly string[] FieldsOf304 = ["cache-control", "content-location", "date", "etag", "expires", "vary"];

    /// <summary>How a body of the origin's framing goes to this client: HTTP/1.0 knows no chunks.</summary>
    public static BodyFraming FramingFor(HttpVersion client, BodyFraming origin) => origin.Kind switch
    {
        BodyKind.Chunked or BodyKind.UntilClose => client is HttpVersion.Http11 ? BodyFraming.Chunked : BodyFraming.UntilClose,
        _ => origin,
    };

    /// <summary>Writes the head of an origin's answer.</summary>
    public static void WriteHead(
        HeadBuffer buffer, ResponseHead head, BodyFraming framing, Exchange exchange, string? cacheStatus)
    {
        HeadWriter.BeginResponse(buffer, head, framing, exchange.ViaName);
        if (framing.Kind is BodyKind.None && head.Status is not (204 or (>= 100 and <= 199))
            && MessageFraming.TryAgreedLength(head.Fields, out long length))
        {
            WriteLength(buffer, length);
        }

        End(buffer, exchange, cacheStatus);
    }

    /// <summary>Writes the head of a stored answer, with its Age (RFC 9111 §5.1).</summary>
    public static void WriteStoredHead(HeadBuffer buffer, IStoredResponse stored, Exchange exchange, string cacheStatus)
    {
        HeadWriter.BeginResponse(buffer, stored.Head, BodyFraming.OfLength(stored.BodyLength), exchange.ViaName, FieldNames.Age);
        WriteAge(buffer, stored);
        End(buffer, exchange, cacheStatus);
    }

    /// <summary>Writes the 304 that stands for a stored answer of which the client has a copy.</summary>
    public static void WriteNotModified(HeadBuffer buffer, IStoredResponse stored, Exchange exchange, string cacheStatus)
    {
        buffer.Write("HTTP/1.1 304 Not Modified\r\n"u8);
        FieldSection fields = stored.Head.Fields;
        for (int index = 0; index < fields.Count; index++)
        {
            if (Array.Exists(FieldsOf304, name => System.Text.Ascii.EqualsIgnoreCase(fields.Name(index), name)))
            {
                buffer.WriteField(fields.Name(index), fields.Value(index));
            }
        }

        WriteAge(buffer, stored);
        End(buffer, exchange, cacheStatus);
    }

    /// <summary>Writes what tells the client whether the connection stands, and ends the head.</summary>
    public static void End(HeadBuffer buffer, Exchange exchange, string? cacheStatus)
    {
        if (cacheStatus is not null)
        {
            buffer.Write("Cache-Status: "u8);
            buffer.Write(cacheStatus);
            buffer.Write("\r\n"u8);
        }

        if (!exchange.KeepAlive)
        {
            buffer.Write("Connection: close\r\n"u8);
        }
        else if (exchange.Request.Version is HttpVersion.Http10)
        {
            buffer.Write("Connection: keep-alive\r\n"u8);
        }

        HeadWriter.End(buffer);
    }

    private static void WriteAge(HeadBuffer buffer, IStoredResponse stored)
    {
        buffer.Write("Age: "u8);
        buffer.Write(Math.Max(0, (long)stored.Age.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        buffer.Write("\r\n"u8);
    }

    private static void WriteLength(HeadBuffer buffer, long length)
    {
        buffer.Write("Content-Length: "u8);
        buffer.Write(length);
        buffer.Write("\r\n"u8);
    }
}
