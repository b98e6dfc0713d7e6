using System.Text;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Framing;

/// <summary>
/// Decides how a message's body is framed (RFC 9112 §6.3), refusing whatever two parsers could read differently. Thread-safe.
/// </summary>
public static class MessageFraming
{
    private const int MaxLengthDigits = 18;

    /// <summary>
    /// The framing of a request's body. A fault is 400 or 501. Zeros before a length are taken, since they make no other number of it
    /// (RFC 9110 §8.6) and none is passed on.
    /// </summary>
    public static HttpFault OfRequest(RequestHead head, out BodyFraming framing)
    {
        framing = BodyFraming.None;
        int codings = head.Fields.CountOf(FieldNames.TransferEncoding);
        int lengths = head.Fields.CountOf(FieldNames.ContentLength);
        if (codings > 0)
        {
            framing = BodyFraming.Chunked;
            return FaultOfRequestCoding(head, codings, lengths);
        }

        if (lengths == 0)
        {
            return HttpFault.None;
        }

        head.Fields.TryGetFirst(FieldNames.ContentLength, out ReadOnlySpan<byte> value);
        if (lengths > 1 || !TryParseLength(value, out long length))
        {
            return HttpFault.BadRequest("Content-Length must stand once and be a whole number.");
        }

        framing = BodyFraming.OfLength(length);
        return HttpFault.None;
    }

    /// <summary>The framing of a response's body. A fault is 502.</summary>
    /// <param name="head">The response's head.</param>
    /// <param name="toHead">Whether it answers a HEAD request, so that no body follows.</param>
    /// <param name="framing">The framing, when there is no fault.</param>
    public static HttpFault OfResponse(ResponseHead head, bool toHead, out BodyFraming framing)
    {
        framing = BodyFraming.None;
        int codings = head.Fields.CountOf(FieldNames.TransferEncoding);
        bool hasLength = head.Fields.Contains(FieldNames.ContentLength);
        if (codings > 0 && (hasLength || head.Version is HttpVersion.Http10 || !IsChunkedOnly(head.Fields, codings)))
        {
            return HttpFault.BadGateway("The origin's answer has a Transfer-Encoding that is not to be trusted.");
        }

        long length = 0;
        if (hasLength && !TryAgreedLength(head.Fields, out length))
        {
            return HttpFault.BadGateway("The origin's answer has a Content-Length that is not one whole number.");
        }

        if (head.Status is >= 100 and <= 199 && (codings > 0 || length > 0))
        {
            return HttpFault.BadGateway("An interim answer of the origin speaks of a body, which it cannot have.");
        }

        bool noBody = toHead || head.Status is (>= 100 and <= 199) or 204 or 304;
        framing = (noBody, codings > 0, hasLength) switch
        {
            (true, _, _) => BodyFraming.None,
            (_, true, _) => BodyFraming.Chunked,
            (_, _, true) => BodyFraming.OfLength(length),
            _ => BodyFraming.UntilClose,
        };
        return HttpFault.None;
    }

    /// <summary>
    /// The Content-Length of a response, whatever its framing: what a HEAD or 304 says of the body that is not there. False when
    /// there is none or it is not valid.
    /// </summary>
    /// <param name="fields">The response's fields.</param>
    /// <param name="length">Octets; -1 when false.</param>
    public static bool TryAgreedLength(FieldSection fields, out long length)
    {
        length = -1;
        int index = -1;
        while ((index = fields.IndexOf(FieldNames.ContentLength, index + 1)) >= 0)
        {
            if (!TryParseLength(fields.Value(index), out long another) || (length >= 0 && another != length))
            {
                length = -1;
                return false;
            }

            length = another;
        }

        return length >= 0;
    }

    private static HttpFault FaultOfRequestCoding(RequestHead head, int codings, int lengths)
    {
        if (lengths > 0)
        {
            return HttpFault.BadRequest("The request has both Content-Length and Transfer-Encoding.");
        }

        if (head.Version is HttpVersion.Http10)
        {
            return HttpFault.BadRequest("Transfer-Encoding does not exist in HTTP/1.0.");
        }

        return IsChunkedOnly(head.Fields, codings)
            ? HttpFault.None
            : new HttpFault(501, "The only Transfer-Encoding taken is exactly one chunked.");
    }

    private static bool IsChunkedOnly(FieldSection fields, int codings) =>
        codings == 1
        && fields.TryGetFirst(FieldNames.TransferEncoding, out ReadOnlySpan<byte> value)
        && Ascii.EqualsIgnoreCase(value, "chunked"u8);

    private static bool TryParseLength(ReadOnlySpan<byte> text, out long length)
    {
        length = 0;
        if (text.IsEmpty || text.Length > MaxLengthDigits)
        {
            return false;
        }

        foreach (byte octet in text)
        {
            if (!Octets.IsDigit(octet))
            {
                return false;
            }

            length = (length * 10) + (octet - '0');
        }

        return true;
    }
}
