using System.Globalization;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A number within bounds, both included, with a point before its fraction.</summary>
internal sealed class DecimalFormat(decimal min, decimal max) : ScalarFormat<decimal>
{
    /// <inheritdoc />
    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}");

    /// <inheritdoc />
    public override string Write(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
}
