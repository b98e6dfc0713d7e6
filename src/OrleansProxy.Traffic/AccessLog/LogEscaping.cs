using System.Buffers;
using System.Globalization;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// Escaping that keeps a text on one line and inside its quotes: what a client sends can neither begin a line of its own,
/// nor move a terminal's cursor, nor turn the direction of the text.
/// </summary>
internal static class LogEscaping
{
    private const string Plain =
        "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

    private static readonly SearchValues<char> PlainBare = SearchValues.Create(Plain);
    private static readonly SearchValues<char> PlainQuoted = SearchValues.Create(Plain + " ");

    /// <summary>Appends a column that stands bare: spaces are escaped too, and nothing at all is written as "-".</summary>
    public static void AppendBare(LogBuffer output, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            output.Append("-"u8);
        }

        Append(output, text, PlainBare);
    }

    /// <summary>Appends a text between quotes.</summary>
    public static void AppendQuoted(LogBuffer output, ReadOnlySpan<char> text)
    {
        output.Append("\""u8);
        Append(output, text, PlainQuoted);
        output.Append("\""u8);
    }

    private static void Append(LogBuffer output, ReadOnlySpan<char> text, SearchValues<char> plain)
    {
        while (!text.IsEmpty)
        {
            int run = text.IndexOfAnyExcept(plain);
            if (run < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..run]);
            AppendOther(output, text[run]);
            text = text[(run + 1)..];
        }
    }

    private static void AppendOther(LogBuffer output, char c)
    {
        switch (c)
        {
            case '"': output.Append("\\\""u8); break;
            case '\\': output.Append("\\\\"u8); break;
            case '\n': output.Append("\\n"u8); break;
            case '\r': output.Append("\\r"u8); break;
            case '\t': output.Append("\\t"u8); break;
            case >= '\xa0' when IsVisible(c): output.Append(new ReadOnlySpan<char>(in c)); break;
            default:
                output.Append("\\u"u8);
                output.Append((int)c, "x4");
                break;
        }
    }

    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned);
}
