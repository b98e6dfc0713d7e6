using System.Diagnostics.CodeAnalysis;
using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A password: taken as it stands, nothing for none, and never written back.</summary>
internal sealed class SecretFormat : SettingFormat<string?>
{
    /// <inheritdoc />
    public override string Allowed => $"a password of {AccountRules.MinPasswordLength} to {AccountRules.MaxPasswordLength} characters, or nothing,";

    /// <inheritdoc />
    public override bool TryRead(IReadOnlyList<string> raw, [MaybeNullWhen(false)] out string? value, out SettingFault fault)
    {
        value = raw is [{ Length: > 0 } given] ? given : null;
        fault = new SettingFault("(hidden)");
        return raw.Count == 1 && (value is null || AccountRules.RefusePassword(value) is null);
    }

    /// <inheritdoc />
    public override string Write(string? value) => value is null ? "" : "(hidden)";
}
