using System.Text;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Forwarding;

/// <summary>Finds a request that has passed through us before, by its Via fields (RFC 9110 §7.6.3). Thread-safe.</summary>
public static class ViaLoop
{
    /// <summary>
    /// Whether a member of the Via list was received by <paramref name="pseudonym"/>: the whole name, without regard to case. What
    /// stands in a comment does not count.
    /// </summary>
    public static bool Names(FieldSection fields, string pseudonym)
    {
        for (int index = fields.IndexOf(FieldNames.Via); index >= 0; index = fields.IndexOf(FieldNames.Via, index + 1))
        {
            if (Names(fields.Value(index), pseudonym))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(ReadOnlySpan<byte> value, string pseudonym)
    {
        while (!value.IsEmpty)
        {
            int end = EndOfMember(value);
            if (Ascii.EqualsIgnoreCase(ReceivedBy(value[..end]), pseudonym))
            {
                return true;
            }

            value = value[Math.Min(end + 1, value.Length)..];
        }

        return false;
    }

    /// <summary>The second word of a member: protocol, received-by, and perhaps a comment.</summary>
    private static ReadOnlySpan<byte> ReceivedBy(ReadOnlySpan<byte> member)
    {
        member = Octets.TrimWhiteSpace(member);
        int protocolEnd = member.IndexOfAny((byte)' ', (byte)'\t');
        if (protocolEnd < 0)
        {
            return default;
        }

        ReadOnlySpan<byte> rest = member[protocolEnd..].TrimStart(" \t"u8);
        int end = rest.IndexOfAny(" \t("u8);
        return end < 0 ? rest : rest[..end];
    }

    private static int EndOfMember(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case (byte)'(': depth++; break;
                case (byte)')' when depth > 0: depth--; break;
                case (byte)'\\' when depth > 0: index++; break;
                case (byte)',' when depth == 0: return index;
            }
        }

        return text.Length;
    }
}
