using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>An address to listen on; "localhost" is read as 127.0.0.1.</summary>
internal sealed class ListenAddressFormat : ScalarFormat<string>
{
    /// <inheritdoc />
    public override string Allowed => "an IP address such as 127.0.0.1 or ::1 (0.0.0.0 or :: for every address)";

    /// <inheritdoc />
    public override string Write(string value) => value;

    /// <inheritdoc />
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" : null;
        if (value is null && SettingChecks.IsAddress(text))
        {
            value = IPAddress.Parse(text).ToString();
        }

        return value is not null;
    }
}
