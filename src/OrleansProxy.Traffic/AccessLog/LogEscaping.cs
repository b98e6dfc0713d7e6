using System.Globalization;
using System.Text;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// Escaping that keeps a text on one line and inside its quotes: what a client sends can neither begin a line of its own,
/// nor move a terminal's cursor, nor turn the direction of the text.
/// </summary>
internal static class LogEscaping
{
    /// <summary>Appends a column that stands bare: spaces are escaped too, and nothing at all is written as "-".</summary>
    public static void AppendBare(StringBuilder output, string text)
    {
        if (text.Length == 0)
        {
            output.Append('-');
        }

        Append(output, text, isBare: true);
    }

    /// <summary>Appends a text between quotes.</summary>
    public static void AppendQuoted(StringBuilder output, string text)
    {
        output.Append('"');
        Append(output, text, isBare: false);
        output.Append('"');
    }

    private static void Append(StringBuilder output, string text, bool isBare)
    {
        foreach (char c in text)
        {
            switch (c)
            {
                case '"': output.Append("\\\""); break;
                case '\\': output.Append("\\\\"); break;
                case '\n': output.Append("\\n"); break;
                case '\r': output.Append("\\r"); break;
                case '\t': output.Append("\\t"); break;
                case ' ' when !isBare: output.Append(' '); break;
                default: AppendOther(output, c); break;
            }
        }
    }

    private static void AppendOther(StringBuilder output, char c)
    {
        if (IsPlain(c))
        {
            output.Append(c);
        }
        else
        {
            output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
    }

    private static bool IsPlain(char c) => c is > ' ' and < '\x7f' || (c >= '\xa0' && char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned));
}
