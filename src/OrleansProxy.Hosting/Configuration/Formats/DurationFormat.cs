using System.Globalization;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>
/// A length of time within bounds, both included: "15 s", "500 ms", "15 min", "2 h", "1 d", a bare number of seconds, or
/// "00:00:15".
/// </summary>
internal sealed class DurationFormat(TimeSpan min, TimeSpan max) : ScalarFormat<TimeSpan>
{
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("min", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    /// <inheritdoc />
    public override string Allowed => $"a duration from {Write(min)} to {Write(max)} (such as \"15 s\", \"500 ms\", \"15 min\" or 00:00:15)";

    /// <inheritdoc />
    public override string Write(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0 s";
        }

        (string name, long ticks) = Units.OrderByDescending(unit => unit.Ticks)
            .First(unit => value.Ticks % unit.Ticks == 0 || unit.Ticks == TimeSpan.TicksPerMillisecond);
        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / ticks} {name}");
    }

    /// <inheritdoc />
    protected override bool TryParse(string text, out TimeSpan value)
    {
        bool isRead = text.Contains(':', StringComparison.Ordinal)
            ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value)
            : TryParseUnit(text, out value);
        return isRead && value >= min && value <= max;
    }

    private static bool TryParseUnit(string text, out TimeSpan value)
    {
        (string name, long ticks) = Units.FirstOrDefault(
            unit => text.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase), (Name: "", Ticks: TimeSpan.TicksPerSecond));
        ReadOnlySpan<char> number = text.AsSpan(0, text.Length - name.Length).TrimEnd();
        value = default;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            || amount > (decimal)TimeSpan.MaxValue.Ticks / ticks)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)(amount * ticks));
        return true;
    }
}
