using System.Text;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Heads;

/// <summary>Parses the field lines of a head (RFC 9112 §5).</summary>
internal static class FieldParser
{
    /// <summary>
    /// Fills the head's fields from its own bytes, from its next line on as far as whole lines go: up to the empty line, or to a
    /// line whose end has not come yet, which is the next one then.
    /// </summary>
    /// <param name="head">The head, its bytes loaded.</param>
    /// <param name="seen">How many octets of it have been looked at before.</param>
    /// <param name="maxFields">How many lines are allowed.</param>
    /// <param name="fromOrigin">
    /// Whether an origin sent it: then faults are 502, and white space before a colon is taken out (RFC 9112 §5.1) unless the
    /// field decides the framing.
    /// </param>
    public static HttpFault Parse(MessageHead head, int seen, int maxFields, bool fromOrigin)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        int lineStart = head.NextLine;
        while (true)
        {
            int lineFeed = LineEnd.Find(bytes[lineStart..], seen - lineStart);
            if (lineFeed < 0)
            {
                head.NextLine = lineStart;
                return LineEnd.IsImpossible(bytes[lineStart..], seen - lineStart)
                    ? Fault(fromOrigin, "A field line has a control character.")
                    : HttpFault.None;
            }

            int lineLength = lineFeed - 1;
            if (lineLength < 0 || bytes[lineStart + lineLength] != '\r')
            {
                return Fault(fromOrigin, "A line of the head does not end in CR LF.");
            }

            if (lineLength == 0)
            {
                return HttpFault.None;
            }

            string? wrong = AddLine(head, lineStart, lineLength, fromOrigin);
            if (wrong is not null)
            {
                return Fault(fromOrigin, wrong);
            }

            if (head.Fields.Count > maxFields)
            {
                return fromOrigin
                    ? HttpFault.BadGateway("The head of the origin's answer has more fields than Proxy:MaxHeadFields allows.")
                    : new HttpFault(431, "The request has more fields than Proxy:MaxHeadFields allows.");
            }

            lineStart += lineFeed + 1;
        }
    }

    private static string? AddLine(MessageHead head, int lineStart, int lineLength, bool fromOrigin)
    {
        ReadOnlySpan<byte> line = head.Bytes.Slice(lineStart, lineLength);
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return "A field line is folded or begins with white space.";
        }

        int colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            return "A field line has no colon.";
        }

        ReadOnlySpan<byte> name = line[..colon];
        if (fromOrigin && colon > 0 && line[colon - 1] is (byte)' ' or (byte)'\t')
        {
            name = name.TrimEnd(" \t"u8);
            if (DecidesFraming(name))
            {
                return "White space stands before the colon of a field that decides the framing.";
            }
        }

        if (!Octets.IsToken(name))
        {
            return "A field name is not a token.";
        }

        ReadOnlySpan<byte> rest = line[(colon + 1)..];
        if (rest.IndexOfAny(Octets.NotInValue) >= 0)
        {
            return "A field value has a control character.";
        }

        ReadOnlySpan<byte> value = Octets.TrimWhiteSpace(rest);
        int leading = rest.Length - rest.TrimStart(" \t"u8).Length;
        head.Fields.Add(lineStart, name.Length, lineStart + colon + 1 + (value.IsEmpty ? 0 : leading), value.Length);
        return null;
    }

    private static bool DecidesFraming(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, FieldNames.ContentLength) || Ascii.EqualsIgnoreCase(name, FieldNames.TransferEncoding);

    private static HttpFault Fault(bool fromOrigin, string reason) =>
        fromOrigin ? HttpFault.BadGateway(reason) : HttpFault.BadRequest(reason);
}
