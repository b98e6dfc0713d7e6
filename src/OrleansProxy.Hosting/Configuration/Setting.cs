using System.Globalization;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>
/// One line of the catalogue: all there is to know of a setting. Binding, validation, help and docs/settings.md are made of it.
/// Immutable.
/// </summary>
internal abstract class Setting(string key, string description)
{
    /// <summary>Section and name, such as "Proxy:Port".</summary>
    public string Key { get; } = key;

    /// <summary>What it is for, in one sentence.</summary>
    public string Description { get; } = description;

    /// <summary>The part of <see cref="Key"/> before the colon.</summary>
    public string Section => Key[..Key.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The default as a person would write it.</summary>
    public abstract string Default { get; }

    /// <summary>The allowed values as a noun phrase.</summary>
    public abstract string Allowed { get; }

    /// <summary>Whether it takes several values.</summary>
    public abstract bool IsList { get; }

    /// <summary>Whether a change of the file is in force at once; the others wait for the next start.</summary>
    public bool AppliesAtOnce { get; init; }

    /// <summary>Whether the short help shows it.</summary>
    public bool IsCommon { get; init; }

    /// <summary>Its name in the older Python proxy's config.py, if it had one.</summary>
    public string? OlderName { get; init; }

    /// <summary>Whether a key is an entry of the list whose key and colon are given: a number follows.</summary>
    public static bool IsEntry(string key, string prefix) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Reads what a source gave and puts it into the settings.</summary>
    /// <exception cref="SettingException">The value is not allowed.</exception>
    public abstract void Bind(IReadOnlyList<string> raw, SettingSource source, SettingsSnapshot target);

    /// <summary>Carries the value over from other settings.</summary>
    public abstract void Copy(SettingsSnapshot from, SettingsSnapshot to);

    /// <summary>The value in these settings, as a person would write it; a secret is hidden.</summary>
    public abstract string Show(SettingsSnapshot settings);
}
