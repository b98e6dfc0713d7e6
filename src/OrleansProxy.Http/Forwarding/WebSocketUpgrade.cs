using System.Text;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Forwarding;

/// <summary>
/// Recognises the opening handshake of the WebSocket protocol on both sides (RFC 9110 §7.8, RFC 6455 §4): the one protocol that a
/// request may switch to here. Every other Upgrade is left out, as hop-by-hop fields are. Thread-safe.
/// </summary>
public static class WebSocketUpgrade
{
    private static ReadOnlySpan<byte> Protocol => "websocket"u8;

    /// <summary>Whether a request asks for a WebSocket and nothing else: GET in HTTP/1.1, without a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="framing">How its body is framed.</param>
    public static bool IsAskedBy(RequestHead request, BodyFraming framing) =>
        request.Fields.Contains(FieldNames.Upgrade)
        && request.Version is HttpVersion.Http11
        && request.Method.SequenceEqual("GET"u8)
        && framing is { Kind: BodyKind.None } or { Kind: BodyKind.Length, Length: 0 }
        && NamesIt(request.Fields);

    /// <summary>Whether a response is a 101 that grants a WebSocket and nothing else.</summary>
    public static bool IsGrantedBy(ResponseHead response) =>
        response.Status == 101 && response.Version is HttpVersion.Http11 && NamesIt(response.Fields);

    /// <summary>Writes the two fields that a message with the handshake has; for heads whose hop-by-hop fields were left out.</summary>
    public static void WriteFields(HeadBuffer buffer) => buffer.Write("Connection: Upgrade\r\nUpgrade: websocket\r\n"u8);

    private static bool NamesIt(FieldSection fields) =>
        fields.ListContains(FieldNames.Connection, FieldNames.Upgrade) && OnlyMemberIs(fields, Protocol);

    private static bool OnlyMemberIs(FieldSection fields, ReadOnlySpan<byte> protocol)
    {
        int members = 0;
        for (int index = fields.IndexOf(FieldNames.Upgrade); index >= 0; index = fields.IndexOf(FieldNames.Upgrade, index + 1))
        {
            foreach (ReadOnlySpan<byte> member in new ListMembers(fields.Value(index)))
            {
                members++;
                if (!Ascii.EqualsIgnoreCase(member, protocol))
                {
                    return false;
                }
            }
        }

        return members == 1;
    }
}
