using System.Globalization;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Log;

/// <summary>Reads and names statuses as people write them: "404", the class "4xx", or "none" where no status was sent.</summary>
internal static class StatusText
{
    /// <summary>What stands for no status at all.</summary>
    public const string None = "none";

    /// <summary>What is worth proposing to who types.</summary>
    public static IReadOnlyList<string> Proposed { get; } =
        ["2xx", "3xx", "4xx", "5xx", None, "200", "204", "206", "301", "302", "304", "400", "403", "404", "407", "429", "500", "502", "503", "504"];

    /// <summary>Reads the statuses that a text stands for.</summary>
    public static bool TryRead(string text, out StatusRange statuses)
    {
        string lower = text.ToLowerInvariant();
        bool isClass = lower is [>= '1' and <= '5', 'x', 'x'];
        bool isCode = int.TryParse(lower, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code is >= 100 and <= 999;
        statuses = isClass ? new((lower[0] - '0') * 100, ((lower[0] - '0') * 100) + 99)
            : isCode ? new(code, code)
            : default;
        return isClass || isCode || lower == None;
    }

    /// <summary>The text that stands for one status.</summary>
    public static string Of(int status) => status == 0 ? None : status.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text that stands for the class of a status.</summary>
    public static string ClassOf(int status) => status is >= 100 and <= 599 ? $"{status / 100}xx" : None;
}
