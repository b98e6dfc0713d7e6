using System.Globalization;
using System.Text.Encodings.Web;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>Text for HTML, whatever it is: no markup, nothing invisible, and nothing that turns the direction of the text.</summary>
internal static class HtmlText
{
    private const char Replacement = '\ufffd';

    public static string Of(string text) =>
        HtmlEncoder.Default.Encode(string.Concat(text.Select(c => IsVisible(c) ? c : Replacement)));

    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
