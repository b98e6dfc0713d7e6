using System.Text;

namespace OrleansProxy.Caching.Freshness;

/// <summary>The parts that the formats of <see cref="HttpDate"/> are made of.</summary>
internal static class DateText
{
    private static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    private static ReadOnlySpan<byte> ShortDays => "montuewedthufrisatsun"u8;

    public static bool IsShortDay(ReadOnlySpan<byte> text) => IndexAmong(ShortDays, text) >= 0;

    public static bool IsLongDay(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "monday"u8)
        || Ascii.EqualsIgnoreCase(text, "tuesday"u8)
        || Ascii.EqualsIgnoreCase(text, "wednesday"u8)
        || Ascii.EqualsIgnoreCase(text, "thursday"u8)
        || Ascii.EqualsIgnoreCase(text, "friday"u8)
        || Ascii.EqualsIgnoreCase(text, "saturday"u8)
        || Ascii.EqualsIgnoreCase(text, "sunday"u8);

    public static bool TryMonth(ReadOnlySpan<byte> text, out int month)
    {
        month = IndexAmong(Months, text) + 1;
        return month > 0;
    }

    /// <summary>Whether <paramref name="expected"/>, in lower case, stands at this place.</summary>
    public static bool IsAt(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> expected) =>
        text.Length >= start + expected.Length && Ascii.EqualsIgnoreCase(text.Slice(start, expected.Length), expected);

    public static bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (byte octet in text)
        {
            number = (number * 10) + (octet - '0');
        }

        return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>Puts a date together; second 60, a leap second, counts as the first one of the next minute.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">The day of the month.</param>
    /// <param name="clock">hh:mm:ss.</param>
    /// <param name="date">The date, UTC.</param>
    public static bool TryCompose(int year, int month, int day, ReadOnlySpan<byte> clock, out DateTimeOffset date)
    {
        date = default;
        if (!TryNumber(clock[..2], out int hour)
            || clock[2] != ':'
            || !TryNumber(clock[3..5], out int minute)
            || clock[5] != ':'
            || !TryNumber(clock[6..8], out int second)
            || hour > 23
            || minute > 59
            || second > 60
            || year is < 1 or > 9998
            || day < 1
            || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero).AddSeconds(second);
        return true;
    }

    private static int IndexAmong(ReadOnlySpan<byte> names, ReadOnlySpan<byte> text)
    {
        for (int index = 0; index < names.Length / 3; index++)
        {
            if (Ascii.EqualsIgnoreCase(names.Slice(index * 3, 3), text))
            {
                return index;
            }
        }

        return -1;
    }
}
