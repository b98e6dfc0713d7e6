using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansProxy.Http.Tests.Framing;

/// <summary>The chunked coding once more, written for clarity over a whole body, to hold the decoder against.</summary>
internal static partial class ChunkedModel
{
    /// <summary>The data, and how many octets are left after a complete body, or -1 when it is not complete.</summary>
    public static (string Data, int Left) Decode(string body)
    {
        string data = "";
        int at = 0;
        while (SizeLine().Match(body, at) is { Success: true } line)
        {
            at += line.Length;
            long size = long.Parse(line.Groups[1].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                Match end = Trailers().Match(body, at);
                return (data, end.Success ? body.Length - at - end.Length : -1);
            }

            int available = (int)Math.Min(size, body.Length - at);
            data += body.Substring(at, available);
            at += available;
            if (available < size || string.CompareOrdinal(body, at, "\r\n", 0, 2) != 0)
            {
                break;
            }

            at += 2;
        }

        return (data, -1);
    }

    [GeneratedRegex(@"\G([0-9A-Fa-f]{1,15})(;[\t\x20-\x7e\x80-\xff]{0,4096})?\r\n")]
    private static partial Regex SizeLine();

    [GeneratedRegex(@"\G([!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r\n)*\r\n")]
    private static partial Regex Trailers();
}
