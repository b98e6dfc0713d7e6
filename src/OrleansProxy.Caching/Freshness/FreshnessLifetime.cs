using OrleansProxy.Caching.Directives;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Caching.Freshness;

/// <summary>How long a response is fresh for a shared cache (RFC 9111 §4.2.1). There is no heuristic freshness.</summary>
internal static class FreshnessLifetime
{
    /// <summary>
    /// The explicit lifetime: s-maxage, else max-age, else Expires less Date. Zero when what decides is invalid or given twice; null
    /// when the response says nothing.
    /// </summary>
    public static TimeSpan? Of(FieldSection fields, in CacheControl control, DateTimeOffset date)
    {
        if (control.SharedMaxAge.IsPresent)
        {
            return control.SharedMaxAge.Value ?? TimeSpan.Zero;
        }

        if (control.MaxAge.IsPresent)
        {
            return control.MaxAge.Value ?? TimeSpan.Zero;
        }

        return fields.CountOf(FieldNames.Expires) switch
        {
            0 => null,
            1 when TryExpires(fields, date, out DateTimeOffset expires) => ResponseAge.NotNegative(expires - date),
            _ => TimeSpan.Zero,
        };
    }

    private static bool TryExpires(FieldSection fields, DateTimeOffset now, out DateTimeOffset expires)
    {
        fields.TryGetFirst(FieldNames.Expires, out ReadOnlySpan<byte> value);
        return HttpDate.TryParse(value, now, out expires);
    }
}
