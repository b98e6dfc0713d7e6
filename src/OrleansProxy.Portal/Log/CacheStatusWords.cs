using System.Globalization;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Log;

/// <summary>Explains a <c>Cache-Status</c> value (RFC 9211) to those who have not read the RFC.</summary>
internal static class CacheStatusWords
{
    public static string Explain(string value)
    {
        Dictionary<string, string> parameters = Parse(value);
        var sentences = new List<string>
        {
            parameters.ContainsKey("hit") ? "Answered from the cache."
                : parameters.TryGetValue("fwd", out string? reason) ? "Asked the origin: " + Forwarded(reason) + "."
                : "The cache said nothing more.",
        };
        if (parameters.TryGetValue("ttl", out string? ttl) && long.TryParse(ttl, CultureInfo.InvariantCulture, out long seconds))
        {
            sentences.Add(Freshness(seconds));
        }

        if (parameters.ContainsKey("stored"))
        {
            sentences.Add("The answer was stored.");
        }

        if (parameters.ContainsKey("collapsed"))
        {
            sentences.Add("It shared a request that was already on its way.");
        }

        return string.Join(' ', sentences);
    }

    private static string Freshness(long seconds)
    {
        string length = Amounts.Duration(TimeSpan.FromSeconds(Math.Clamp(Math.Abs(seconds), 0, 1_000_000_000)));
        return seconds < 0 ? $"It had been stale for {length}." : $"It stays fresh for {length}.";
    }

    private static string Forwarded(string reason) => reason switch
    {
        "uri-miss" => "nothing is stored for this address",
        "vary-miss" => "what is stored is another variant",
        "miss" => "nothing that fits is stored",
        "stale" => "what is stored was no longer fresh",
        "partial" => "only a part is stored",
        "method" => "this method is never answered from the cache",
        "request" => "the request asked for a fresh answer",
        "bypass" => "the cache was told to stay out of it",
        _ => reason,
    };

    private static Dictionary<string, string> Parse(string value)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in value.Split(';', StringSplitOptions.TrimEntries).Skip(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            parameters[equals < 0 ? part : part[..equals]] = equals < 0 ? "" : part[(equals + 1)..].Trim('"');
        }

        return parameters;
    }
}
