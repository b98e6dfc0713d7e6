using System.Globalization;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A port to listen on; 0 has the system choose a free one.</summary>
internal sealed class PortFormat : ScalarFormat<int>
{
    /// <inheritdoc />
    public override string Allowed => "a whole number from 1 to 65535 (or 0 for a free port)";

    /// <inheritdoc />
    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override bool TryParse(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= ushort.MaxValue;
}
