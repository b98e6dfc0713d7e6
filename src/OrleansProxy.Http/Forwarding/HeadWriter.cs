using System.Text;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;

namespace OrleansProxy.Http.Forwarding;

/// <summary>
/// Writes heads as a proxy must: end-to-end fields in their order and spelling, hop-by-hop fields left out, the body framed anew,
/// Host from the target and Via added (RFC 9110 §7.6). Stateless.
/// </summary>
public static class HeadWriter
{
    /// <summary>
    /// Writes the start line, Host and the end-to-end fields of a request to an origin. The head stays open: see <see cref="End"/>.
    /// </summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="head">The request, its fields marked by <see cref="HopByHop.Mark"/>.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="framing">How its body will be sent.</param>
    /// <param name="pseudonym">Our name in Via.</param>
    public static void BeginRequest(
        HeadBuffer buffer, RequestHead head, in RequestTarget target, BodyFraming framing, string pseudonym)
    {
        buffer.Write(head.Method);
        buffer.Write(" "u8);
        buffer.Write(target.PathAndQuery);
        buffer.Write(" HTTP/1.1\r\nHost: "u8);
        WriteAuthority(buffer, target);
        buffer.Write("\r\n"u8);
        WriteEndToEnd(buffer, head.Fields, except: FieldNames.Host);
        WriteVia(buffer, head.Version, pseudonym);
        WriteFraming(buffer, framing);
    }

    /// <summary>
    /// Writes the status line and the end-to-end fields of a response to a client. The head stays open: see <see cref="End"/>.
    /// </summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="head">The response, its fields marked by <see cref="HopByHop.Mark"/>.</param>
    /// <param name="framing">How its body will be sent; for no body, write Content-Length yourself where it is known.</param>
    /// <param name="pseudonym">Our name in Via.</param>
    /// <param name="except">One field to leave out, in lower case, or nothing.</param>
    public static void BeginResponse(
        HeadBuffer buffer, ResponseHead head, BodyFraming framing, string pseudonym, ReadOnlySpan<byte> except = default)
    {
        buffer.Write("HTTP/1.1 "u8);
        buffer.Write((long)head.Status);
        buffer.Write(" "u8);
        buffer.Write(head.Reason);
        buffer.Write("\r\n"u8);
        WriteEndToEnd(buffer, head.Fields, except);
        WriteVia(buffer, head.Version, pseudonym);
        WriteFraming(buffer, framing);
    }

    /// <summary>Ends a head.</summary>
    public static void End(HeadBuffer buffer) => buffer.Write("\r\n"u8);

    /// <summary>As <see cref="RequestTarget.Authority"/>, without making a text of it.</summary>
    private static void WriteAuthority(HeadBuffer buffer, in RequestTarget target)
    {
        bool isIPv6 = target.IsIPv6;
        buffer.Write(isIPv6 ? "["u8 : default);
        buffer.Write(target.Host);
        buffer.Write(isIPv6 ? "]"u8 : default);
        if (target.Port != 80)
        {
            buffer.Write(":"u8);
            buffer.Write((long)target.Port);
        }
    }

    private static void WriteEndToEnd(HeadBuffer buffer, FieldSection fields, ReadOnlySpan<byte> except)
    {
        for (int index = 0; index < fields.Count; index++)
        {
            ReadOnlySpan<byte> name = fields.Name(index);
            if (!fields.IsHopByHop(index) && !Ascii.EqualsIgnoreCase(name, except))
            {
                buffer.WriteField(name, fields.Value(index));
            }
        }
    }

    private static void WriteVia(HeadBuffer buffer, HttpVersion version, string pseudonym)
    {
        buffer.Write(version is HttpVersion.Http11 ? "Via: 1.1 "u8 : "Via: 1.0 "u8);
        buffer.Write(pseudonym);
        buffer.Write("\r\n"u8);
    }

    private static void WriteFraming(HeadBuffer buffer, BodyFraming framing)
    {
        if (framing.Kind is BodyKind.Length)
        {
            buffer.Write("Content-Length: "u8);
            buffer.Write(framing.Length);
            buffer.Write("\r\n"u8);
        }
        else if (framing.Kind is BodyKind.Chunked)
        {
            buffer.Write("Transfer-Encoding: chunked\r\n"u8);
        }
    }
}
