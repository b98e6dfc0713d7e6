using System.Globalization;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>Time as the tables hold it: whole microseconds, minutes, hours, days and blocks of days since 1970, UTC.</summary>
internal static class UnixTime
{
    /// <summary>Microseconds in a minute.</summary>
    public const long Minute = 60_000_000;

    /// <summary>Microseconds in an hour.</summary>
    public const long Hour = 60 * Minute;

    /// <summary>Microseconds in a day.</summary>
    public const long Day = 24 * Hour;

    /// <summary>Microseconds in a block: 16 days, the coarsest unit of sums.</summary>
    public const long Block = 16 * Day;

    /// <summary>Whole microseconds since 1970, the rest cut off.</summary>
    public static long Microseconds(DateTimeOffset instant) =>
        FloorDivide(instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerMicrosecond);

    /// <summary>The microseconds of a length, the rest cut off.</summary>
    public static long Microseconds(TimeSpan length) => length.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The microseconds of a length that may be missing.</summary>
    public static long? Microseconds(TimeSpan? length) => length is { } given ? Microseconds(given) : null;

    /// <summary>The instant that many microseconds after 1970.</summary>
    public static DateTimeOffset Instant(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant that many microseconds after 1970 as the views show it: ISO 8601 with milliseconds, UTC, the rest cut off.</summary>
    public static string Text(long microseconds) =>
        Instant(microseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The unit that the instant lies in.</summary>
    public static long Floor(DateTimeOffset instant, long unit) => FloorDivide(Microseconds(instant), unit);

    /// <summary>The first unit that begins at or after the instant.</summary>
    public static long Ceiling(DateTimeOffset instant, long unit) => -FloorDivide(-Microseconds(instant), unit);

    /// <summary>Division that rounds down below zero too.</summary>
    public static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
