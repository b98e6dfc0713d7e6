using System.Buffers;

namespace OrleansProxy.Caching.Validation;

/// <summary>Reads entity tags (RFC 9110 §8.8.3) and compares them weakly, which is what If-None-Match asks for (§8.8.3.2).</summary>
internal static class EntityTag
{
    // etagc: visible ASCII but the quote, and the upper half.
    private static readonly SearchValues<byte> Characters = SearchValues.Create(
        [0x21, .. Enumerable.Range(0x23, 0x7F - 0x23).Select(octet => (byte)octet), .. Enumerable.Range(0x80, 0x80).Select(octet => (byte)octet)]);

    /// <summary>Reads a value that is one entity tag.</summary>
    /// <param name="value">The field value.</param>
    /// <param name="opaque">The opaque tag with its quotes, without W/.</param>
    public static bool TryParse(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> opaque)
    {
        ReadOnlySpan<byte> rest = value;
        return TryTake(ref rest, out opaque) && rest.IsEmpty;
    }

    /// <summary>Whether a list of entity tags, or "*", has one that matches weakly. What follows a malformed member is not looked at.</summary>
    public static bool ListMatches(ReadOnlySpan<byte> list, ReadOnlySpan<byte> opaque)
    {
        if (list is [(byte)'*'])
        {
            return true;
        }

        ReadOnlySpan<byte> rest = list.TrimStart(", \t"u8);
        while (TryTake(ref rest, out ReadOnlySpan<byte> member))
        {
            rest = rest.TrimStart(" \t"u8);
            if (rest is not ([] or [(byte)',', ..]))
            {
                return false;
            }

            if (member.SequenceEqual(opaque))
            {
                return true;
            }

            rest = rest.TrimStart(", \t"u8);
        }

        return false;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> opaque)
    {
        opaque = default;
        ReadOnlySpan<byte> text = rest.StartsWith("W/"u8) ? rest[2..] : rest;
        if (text is not [(byte)'"', .. var inner])
        {
            return false;
        }

        int end = inner.IndexOfAnyExcept(Characters);
        if (end < 0 || inner[end] != '"')
        {
            return false;
        }

        opaque = text[..(end + 2)];
        rest = text[(end + 2)..];
        return true;
    }
}
