using System.Collections.Concurrent;
using System.Globalization;

namespace OrleansProxy.Caching;

/// <summary>Writes the members of Cache-Status (RFC 9211).</summary>
public static class CacheStatusText
{
    private const int MaxTexts = 64;

    private static readonly ConcurrentDictionary<(string Pseudonym, string Reason, bool Stored), string> Texts = new();

    /// <summary>Served from the cache, which stays fresh for <paramref name="timeToLive"/> more.</summary>
    public static string Hit(string pseudonym, TimeSpan timeToLive) =>
        string.Create(CultureInfo.InvariantCulture, $"{pseudonym}; hit; ttl={(long)timeToLive.TotalSeconds}");

    /// <summary>The request went to the origin.</summary>
    /// <param name="pseudonym">Our name.</param>
    /// <param name="reason">The value of fwd.</param>
    /// <param name="forwardStatus">The origin's status, where it differs from the one sent on.</param>
    /// <param name="stored">Whether the answer is being stored.</param>
    public static string Forwarded(string pseudonym, string reason, int? forwardStatus, bool stored)
    {
        // The same few come with every request.
        if (forwardStatus is null && Texts.TryGetValue((pseudonym, reason, stored), out string? known))
        {
            return known;
        }

        string text = Make(pseudonym, reason, forwardStatus, stored);
        if (forwardStatus is null && Texts.Count < MaxTexts)
        {
            Texts.TryAdd((pseudonym, reason, stored), text);
        }

        return text;
    }

    private static string Make(string pseudonym, string reason, int? forwardStatus, bool stored)
    {
        string status = forwardStatus is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; fwd-status={forwardStatus.Value}");
        return $"{pseudonym}; fwd={reason}{status}{(stored ? "; stored" : "")}";
    }
}
