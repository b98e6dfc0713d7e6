namespace OrleansProxy.Hosting.Configuration;

/// <summary>The settings that one place gives, flat, by key without regard to case ("Proxy:AllowClients:0"). Immutable.</summary>
internal sealed class SettingSource
{
    private readonly Dictionary<string, string> _values;

    /// <summary>Takes what a place gives; of keys that differ only in case, the last wins.</summary>
    public SettingSource(string name, SettingSourceKind kind, IEnumerable<KeyValuePair<string, string>> values)
    {
        Name = name;
        Kind = kind;
        _values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in values)
        {
            _values[key] = value;
        }
    }

    /// <summary>The place, as a person knows it: "appsettings.json", "the environment", "the command line".</summary>
    public string Name { get; }

    /// <summary>What sort of place it is.</summary>
    public SettingSourceKind Kind { get; }

    /// <summary>Every key with its value.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What this place gives for a setting; null when it is silent on it.</summary>
    public IReadOnlyList<string>? Find(Setting setting)
    {
        if (_values.TryGetValue(setting.Key, out string? single))
        {
            return setting.IsList ? single.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [single];
        }

        if (!setting.IsList)
        {
            return null;
        }

        string prefix = setting.Key + ":";
        string[] entries =
        [
            .. _values.Where(pair => Setting.IsEntry(pair.Key, prefix))
                .OrderBy(pair => int.Parse(pair.Key.AsSpan(prefix.Length), System.Globalization.CultureInfo.InvariantCulture))
                .Select(pair => pair.Value),
        ];
        return entries.Length > 0 ? entries : null;
    }
}
