using System.Globalization;

namespace OrleansProxy.Portal.Text;

/// <summary>Writes figures the way people read them.</summary>
internal static class Amounts
{
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>A count in full up to 99,999, then in thousands or millions: 12,345; 123 K; 1.2 M.</summary>
    public static string Count(long value) => value switch
    {
        < 100_000 => value.ToString("N0", CultureInfo.InvariantCulture),
        < 1_000_000 => Rounded(value / 1e3, "K"),
        < 1_000_000_000 => Rounded(value / 1e6, "M"),
        _ => Rounded(value / 1e9, "G"),
    };

    /// <summary>Bytes in the largest decimal unit that leaves at least 1: 512 B; 1.5 KB; 23 MB.</summary>
    public static string Bytes(long value)
    {
        double amount = value;
        int unit = 0;
        while (amount >= 999.5 && unit < ByteUnits.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        return unit == 0 ? Rounded(value, "B", 0) : Rounded(amount, ByteUnits[unit]);
    }

    /// <summary>A duration: 4 ms; 1.2 s; 3 min 20 s; 2 h 5 min.</summary>
    public static string Duration(TimeSpan value) => value switch
    {
        { TotalMilliseconds: < 1 } => "<1 ms",
        { TotalMilliseconds: < 999.5 } => Rounded(value.TotalMilliseconds, "ms", 0),
        { TotalSeconds: < 59.5 } => Rounded(value.TotalSeconds, "s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)value.TotalMinutes} min {value.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalHours} h {value.Minutes} min"),
    };

    /// <summary>A duration that may not be known: "–".</summary>
    public static string Duration(TimeSpan? value) => value is { } known ? Duration(known) : "–";

    /// <summary>A count with its noun: 1 tunnel; 2 tunnels.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>A share in per cent; "–" of nothing.</summary>
    public static string Share(long part, long whole) =>
        whole == 0 ? "–" : (100.0 * part / whole).ToString(part == 0 || part == whole ? "0" : "0.0", CultureInfo.InvariantCulture) + " %";

    private static string Rounded(double value, string unit, int digits = 1) =>
        value.ToString(value < 10 && digits > 0 ? "0.#" : "0", CultureInfo.InvariantCulture) + " " + unit;
}
