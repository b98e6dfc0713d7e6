using System.Globalization;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A whole number within bounds, both included.</summary>
internal sealed class WholeNumberFormat(int min, int max) : ScalarFormat<int>
{
    /// <inheritdoc />
    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");

    /// <inheritdoc />
    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override bool TryParse(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
}
