using System.Globalization;

namespace OrleansProxy.Traffic.Reports;

/// <summary>Numbers as people read them, alike in every language setting.</summary>
public static class Quantity
{
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A whole number with its thousands parted: "1,234".</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes in the largest decimal unit that leaves at least 1: "1.5 KB", "123 MB".</summary>
    public static string Bytes(long value)
    {
        double amount = value;
        int unit = 0;
        while (amount >= 999.5 && unit < ByteUnits.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        return amount.ToString(unit > 0 && amount < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>A part of a whole: "12.3 %"; "" where there is no whole.</summary>
    public static string Share(long part, long whole) =>
        whole == 0 ? "" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A length of time: "0.8 ms", "12 ms", "1.25 s"; "-" for none.</summary>
    public static string Time(TimeSpan? length) => length switch
    {
        null => "-",
        { TotalSeconds: >= 0.9995 } seconds => seconds.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
        { TotalMilliseconds: >= 9.95 } many => many.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        { } few => few.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms",
    };

    /// <summary>A local instant to the minute: "2026-03-01 12:00".</summary>
    public static string Instant(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
