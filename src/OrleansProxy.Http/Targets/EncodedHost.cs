using System.Globalization;
using System.Text;

namespace OrleansProxy.Http.Targets;

/// <summary>
/// Reads a host with percent-encoded octets (RFC 3986 §3.2.2): UTF-8 that stands for a name, internationalised or not. What comes
/// out is ASCII and has yet to be judged like any host, so that nothing can be said in code that cannot be said plainly.
/// Thread-safe.
/// </summary>
internal static class EncodedHost
{
    // A name has at most 253 code points, each of them at most four octets of three characters.
    private const int MaxLength = 253 * 12;

    // The dots that internationalised names may be written with (RFC 3490 §3.1) and that the mapping turns into ".".
    private const string OtherDots = "\u3002\uff0e\uff61";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The host in ASCII: octets decoded, letters in lower case, other labels than ASCII ones as A-labels (RFC 5890). False for
    /// broken escapes or UTF-8, and for characters that no internationalised name is made of.
    /// </summary>
    public static bool TryToAscii(ReadOnlySpan<byte> text, out byte[] ascii)
    {
        ascii = [];
        if (text.Length > MaxLength || !TryDecode(text, out byte[] octets))
        {
            return false;
        }

        try
        {
            string name = Utf8.GetString(octets).ToLowerInvariant();
            if (!Ascii.IsValid(name))
            {
                // The mapping itself takes any character, blanks and brackets too.
                name = IsName(name) ? new IdnMapping().GetAscii(name) : "";
            }

            ascii = Encoding.ASCII.GetBytes(name);
            return true;
        }
        catch (ArgumentException)
        {
            // Not UTF-8, or a label that has no A-label.
            return false;
        }
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, out byte[] octets)
    {
        octets = new byte[text.Length];
        int length = 0;
        for (int index = 0; index < text.Length; index++)
        {
            byte octet = text[index];
            if (octet == '%')
            {
                if (text.Length - index < 3 || !char.IsAsciiHexDigit((char)text[index + 1]) || !char.IsAsciiHexDigit((char)text[index + 2]))
                {
                    return false;
                }

                octet = byte.Parse(text.Slice(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                index += 2;
            }

            octets[length++] = octet;
        }

        Array.Resize(ref octets, length);
        return true;
    }

    /// <summary>
    /// Whether the characters are of the classes that internationalised names are made of (RFC 5892 §2.1): letters without capitals,
    /// marks and digits; no symbols, nothing invisible, nothing unassigned.
    /// </summary>
    private static bool IsName(string lowerName)
    {
        foreach (Rune rune in lowerName.EnumerateRunes())
        {
            bool allowed = rune.IsAscii || (rune.IsBmp && OtherDots.Contains((char)rune.Value, StringComparison.Ordinal)) || Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
            if (!allowed)
            {
                return false;
            }
        }

        return true;
    }
}
