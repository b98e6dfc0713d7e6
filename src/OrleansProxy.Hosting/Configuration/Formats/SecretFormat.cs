using System.Diagnostics.CodeAnalysis;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A secret: taken as it stands, never written back.</summary>
internal sealed class SecretFormat : SettingFormat<string?>
{
    /// <inheritdoc />
    public override string Allowed => "a password";

    /// <inheritdoc />
    public override bool TryRead(IReadOnlyList<string> raw, [MaybeNullWhen(false)] out string? value, out SettingFault fault)
    {
        value = raw.Count == 1 ? raw[0] : null;
        fault = new SettingFault("(hidden)");
        return !string.IsNullOrEmpty(value);
    }

    /// <inheritdoc />
    public override string Write(string? value) => value is null ? "" : "(hidden)";
}
