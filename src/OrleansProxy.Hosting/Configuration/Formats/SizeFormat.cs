using System.Globalization;
using System.Numerics;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>
/// A number of bytes within bounds, both included: bare, or with a decimal unit (KB, MB, GB, TB) or a binary one (KiB, MiB,
/// GiB, TiB).
/// </summary>
internal sealed class SizeFormat<T>(T min, T max) : ScalarFormat<T>
    where T : struct, IBinaryInteger<T>
{
    private static readonly (string Name, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    /// <inheritdoc />
    public override string Allowed => $"a size from {Write(min)} to {Write(max)} (in bytes, or such as \"64 KB\", \"256 MB\" or \"1 GB\")";

    /// <inheritdoc />
    public override string Write(T value)
    {
        long bytes = long.CreateChecked(value);
        (string name, long unit) = Units.Where(unit => !unit.Name.Contains('i', StringComparison.Ordinal))
            .OrderByDescending(unit => unit.Bytes)
            .First(unit => bytes % unit.Bytes == 0);
        return unit == 1 || bytes == 0
            ? bytes.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / unit} {name}");
    }

    /// <inheritdoc />
    protected override bool TryParse(string text, out T value)
    {
        (string name, long unit) = Units.FirstOrDefault(
            unit => text.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase), (Name: "", Bytes: 1L));
        ReadOnlySpan<char> number = text.AsSpan(0, text.Length - name.Length).TrimEnd();
        value = default;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            || amount > (decimal)long.MaxValue / unit
            || amount * unit % 1 != 0)
        {
            return false;
        }

        value = T.CreateSaturating((long)(amount * unit));
        return value >= min && value <= max && long.CreateChecked(value) == (long)(amount * unit);
    }
}
