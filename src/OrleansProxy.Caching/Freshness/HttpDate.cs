using System.Globalization;

namespace OrleansProxy.Caching.Freshness;

/// <summary>
/// Reads and writes HTTP-date (RFC 9110 §5.6.7). All three formats are read, letter case aside (RFC 9111 §4.2), with GMT as the only
/// zone; that the day of the week is the right one is not checked, since nothing depends on it.
/// </summary>
internal static class HttpDate
{
    private const int FixdateLength = 29;

    /// <summary>Reads a date.</summary>
    /// <param name="text">The whole field value.</param>
    /// <param name="now">What a two-digit year is measured against: more than 50 years ahead means the past century.</param>
    /// <param name="date">The date, UTC.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        int comma = text.IndexOf((byte)',');
        if (comma < 0)
        {
            return TryAsctime(text, out date);
        }

        return comma == 3
            ? text.Length == FixdateLength && DateText.IsShortDay(text[..3]) && TryFixdate(text[3..], out date)
            : DateText.IsLongDay(text[..comma]) && TryRfc850(text[comma..], now, out date);
    }

    /// <summary>Writes a date in the preferred format; fractions of a second are dropped.</summary>
    public static string Format(DateTimeOffset date) => date.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    // ", 06 Nov 1994 08:49:37 GMT"
    private static bool TryFixdate(ReadOnlySpan<byte> text, out DateTimeOffset date)
    {
        date = default;
        return DateText.IsAt(text, 0, ", "u8)
            && DateText.TryNumber(text[2..4], out int day)
            && DateText.IsAt(text, 4, " "u8)
            && DateText.TryMonth(text[5..8], out int month)
            && DateText.IsAt(text, 8, " "u8)
            && DateText.TryNumber(text[9..13], out int year)
            && DateText.IsAt(text, 13, " "u8)
            && DateText.IsAt(text, 22, " gmt"u8)
            && DateText.TryCompose(year, month, day, text[14..22], out date);
    }

    // ", 06-Nov-94 08:49:37 GMT"
    private static bool TryRfc850(ReadOnlySpan<byte> text, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        bool read = text.Length == 24
            & DateText.IsAt(text, 0, ", "u8)
            & DateText.IsAt(text, 4, "-"u8)
            & DateText.IsAt(text, 8, "-"u8)
            & DateText.IsAt(text, 11, " "u8)
            & DateText.IsAt(text, 20, " gmt"u8);
        if (!read
            || !DateText.TryNumber(text[2..4], out int day)
            || !DateText.TryMonth(text[5..8], out int month)
            || !DateText.TryNumber(text[9..11], out int twoDigits))
        {
            return false;
        }

        int year = (now.Year / 100 * 100) + twoDigits;
        if (!DateText.TryCompose(year, month, day, text[12..20], out date))
        {
            return false;
        }

        return date <= now.AddYears(50) || DateText.TryCompose(year - 100, month, day, text[12..20], out date);
    }

    // "Sun Nov  6 08:49:37 1994"
    private static bool TryAsctime(ReadOnlySpan<byte> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length != 24 || !DateText.IsShortDay(text[..3]))
        {
            return false;
        }

        ReadOnlySpan<byte> dayText = text[8] == ' ' ? text[9..10] : text[8..10];
        return DateText.IsAt(text, 3, " "u8)
            && DateText.TryMonth(text[4..7], out int month)
            && DateText.IsAt(text, 7, " "u8)
            && DateText.TryNumber(dayText, out int day)
            && DateText.IsAt(text, 10, " "u8)
            && DateText.IsAt(text, 19, " "u8)
            && DateText.TryNumber(text[20..24], out int year)
            && DateText.TryCompose(year, month, day, text[11..19], out date);
    }
}
