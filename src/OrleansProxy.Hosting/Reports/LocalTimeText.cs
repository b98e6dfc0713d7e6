using System.Globalization;
using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Reports;

/// <summary>
/// Reads times as people type them, in local time: <c>2026-03-01</c>, <c>2026-03-01T12:00</c>, <c>today</c>, <c>yesterday</c>, <c>now</c>,
/// or so long ago: <c>-7d</c>, <c>-24h</c>, <c>-30m</c>, <c>-2w</c>.
/// </summary>
internal static class LocalTimeText
{
    private const string Allowed = "a day (2026-03-01), a time (2026-03-01T12:00), today, yesterday, now, or so long ago (-7d, -24h, -30m, -2w)";
    private const int MostAgo = 100_000; // 270 years of days
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads one.</summary>
    /// <param name="option">The option that it was given to, for the message.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="isEnd">Whether it ends a range: a day is then meant to its end.</param>
    /// <param name="time">The clock, and the local time.</param>
    /// <exception cref="SettingException">It is none of these.</exception>
    public static DateTimeOffset Read(string option, string text, bool isEnd, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTime today = TimeZoneInfo.ConvertTime(now, time.LocalTimeZone).Date;
        string word = text.Trim().ToLowerInvariant();
        DateTime? day = word switch
        {
            "today" => today,
            "yesterday" => today.AddDays(-1),
            _ => DateTime.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date : null,
        };
        if (day is { } given)
        {
            return Instant(isEnd && given < DateTime.MaxValue.Date ? given.AddDays(1) : given, time.LocalTimeZone);
        }

        if (word == "now")
        {
            return now;
        }

        if (DateTime.TryParseExact(text.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return Instant(local, time.LocalTimeZone);
        }

        return Ago(word) is { } ago
            ? now - ago
            : throw new SettingException($"{option} \"{SettingMessage.OneLine(text)}\" is no time: {Allowed} is allowed.");
    }

    private static TimeSpan? Ago(string word)
    {
        if (word.Length < 3 || word[0] != '-' || !int.TryParse(word.AsSpan(1..^1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number > MostAgo)
        {
            return null;
        }

        return word[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            'w' when number <= MostAgo / 7 => TimeSpan.FromDays(7 * number),
            _ => null,
        };
    }

    /// <summary>A local time as an instant; one that the clocks pass over counts as the hour after.</summary>
    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        DateTime within = local < DateTime.UnixEpoch ? DateTime.UnixEpoch : local;
        return new DateTimeOffset(DateTime.SpecifyKind(within, DateTimeKind.Unspecified), zone.GetUtcOffset(within));
    }
}
