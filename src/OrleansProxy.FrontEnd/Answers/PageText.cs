using System.Globalization;
using System.Net;
using System.Text;

namespace OrleansProxy.FrontEnd.Answers;

/// <summary>Puts one of our pages together. Everything that is not markup of this class goes through <see cref="Text"/>, which encodes it.</summary>
internal sealed class PageText
{
    private readonly StringBuilder _html = new(4096);

    public PageText(string title, string mainClass = "")
    {
        _html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
        Text(title);
        _html.Append("</title><style>").Append(PageStyle.Css).Append("</style></head><body><main class=\"")
            .Append(mainClass).Append("\"><p class=\"brand\">OrleansProxy</p>");
    }

    /// <summary>Appends markup that is written in this program.</summary>
    public PageText Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Appends text from anywhere, encoded.</summary>
    public PageText Text(string text)
    {
        _html.Append(WebUtility.HtmlEncode(text));
        return this;
    }

    /// <summary>Appends a number with its thousands parted.</summary>
    public PageText Number(long number) => Text(number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>Ends the page.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_html.Append("</main></body></html>").ToString());
}
