using System.Globalization;

namespace OrleansProxy.Caching;

/// <summary>Writes the members of Cache-Status (RFC 9211).</summary>
public static class CacheStatusText
{
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
        string status = forwardStatus is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; fwd-status={forwardStatus.Value}");
        return $"{pseudonym}; fwd={reason}{status}{(stored ? "; stored" : "")}";
    }
}
