using System.Text;
using OrleansProxy.Caching.Freshness;
using OrleansProxy.Http;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Storing;

/// <summary>
/// Puts together the heads that are stored: no hop-by-hop field, no Age, and exactly one Date (RFC 9111 §3.1, RFC 9110 §6.6.1).
/// </summary>
internal static class StoredHead
{
    /// <summary>The head to store for a response.</summary>
    /// <param name="response">The response, its fields marked by <see cref="HopByHop.Mark"/>.</param>
    /// <param name="date">The value of Date.</param>
    public static ResponseHead Of(ResponseHead response, DateTimeOffset date)
    {
        var buffer = new HeadBuffer();
        Begin(buffer, response);
        for (int index = 0; index < response.Fields.Count; index++)
        {
            if (IsStorable(response.Fields, index))
            {
                buffer.WriteField(response.Fields.Name(index), response.Fields.Value(index));
            }
        }

        return End(buffer, date);
    }

    /// <summary>A stored head updated by the 304 that confirmed it (RFC 9111 §3.2): each field in the 304 replaces its namesakes.</summary>
    /// <param name="stored">The stored head.</param>
    /// <param name="notModified">The 304, its fields marked by <see cref="HopByHop.Mark"/>.</param>
    /// <param name="date">The value of Date.</param>
    public static ResponseHead Updated(ResponseHead stored, ResponseHead notModified, DateTimeOffset date)
    {
        var buffer = new HeadBuffer();
        Begin(buffer, stored);
        for (int index = 0; index < stored.Fields.Count; index++)
        {
            if (IsStorable(stored.Fields, index) && !Replaces(notModified.Fields, stored.Fields.Name(index)))
            {
                buffer.WriteField(stored.Fields.Name(index), stored.Fields.Value(index));
            }
        }

        for (int index = 0; index < notModified.Fields.Count; index++)
        {
            if (MayUpdate(stored.Fields, notModified.Fields, index))
            {
                buffer.WriteField(notModified.Fields.Name(index), notModified.Fields.Value(index));
            }
        }

        return End(buffer, date);
    }

    private static bool IsStorable(FieldSection fields, int index) =>
        !fields.IsHopByHop(index)
        && !Ascii.EqualsIgnoreCase(fields.Name(index), FieldNames.Age)
        && !Ascii.EqualsIgnoreCase(fields.Name(index), FieldNames.Date);

    // What describes the stored octets stays as it came with them; the ETag was confirmed, so at most its weakness differs.
    private static bool DescribesBody(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "content-encoding"u8)
        || Ascii.EqualsIgnoreCase(name, "content-range"u8)
        || Ascii.EqualsIgnoreCase(name, FieldNames.ETag);

    private static bool MayUpdate(FieldSection stored, FieldSection update, int index)
    {
        ReadOnlySpan<byte> name = update.Name(index);
        bool isFirstTag = Ascii.EqualsIgnoreCase(name, FieldNames.ETag) && !stored.Contains(FieldNames.ETag);
        return IsStorable(update, index) && (isFirstTag || !DescribesBody(name));
    }

    private static bool Replaces(FieldSection update, ReadOnlySpan<byte> name)
    {
        if (DescribesBody(name))
        {
            return false;
        }

        for (int index = 0; index < update.Count; index++)
        {
            if (IsStorable(update, index) && Ascii.EqualsIgnoreCase(update.Name(index), name))
            {
                return true;
            }
        }

        return false;
    }

    private static void Begin(HeadBuffer buffer, ResponseHead head)
    {
        buffer.Write(head.Version is HttpVersion.Http11 ? "HTTP/1.1 "u8 : "HTTP/1.0 "u8);
        buffer.Write((long)head.Status);
        buffer.Write(" "u8);
        buffer.Write(head.Reason);
        buffer.Write("\r\n"u8);
    }

    private static ResponseHead End(HeadBuffer buffer, DateTimeOffset date)
    {
        buffer.Write("Date: "u8);
        buffer.Write(HttpDate.Format(date));
        buffer.Write("\r\n\r\n"u8);
        var head = new ResponseHead();
        HeadParse parse = HeadParser.ParseResponse(buffer.Written.Span, new HeadLimits(buffer.Length, buffer.Length), head);
        buffer.Release();
        return parse.Progress is HeadProgress.Complete
            ? head
            : throw new InvalidOperationException("A head put together from parsed parts did not parse.");
    }
}
