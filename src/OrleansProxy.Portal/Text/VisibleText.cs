using System.Globalization;
using System.Text;

namespace OrleansProxy.Portal.Text;

/// <summary>
/// Shows what others wrote as it is: what a client sends may hold characters that are not seen, or that turn the direction of
/// the text around them, so that a page would seem to say something else. Those are written out, as <c>\u202e</c>.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text with each character written out that would not be seen as itself.</summary>
    public static string Of(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsPlain(rune))
            {
                return WriteOut(text);
            }
        }

        return text;
    }

    private static string WriteOut(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsPlain(rune))
            {
                output.Append(rune);
            }
            else
            {
                output.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
        }

        return output.ToString();
    }

    /// <summary>The two joiners (U+200C, U+200D) belong to words in many scripts and stay.</summary>
    private static bool IsPlain(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
