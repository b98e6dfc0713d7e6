using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Logging;

/// <summary>The section "Serilog", which Serilog reads for itself.</summary>
internal static class SerilogSection
{
    private const string Prefix = "Serilog:";

    /// <summary>Its values by full key, a later source's over an earlier one's.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<SettingSource> sources)
    {
        var section = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in sources.SelectMany(source => source.Values))
        {
            if (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                section[key] = value;
            }
        }

        return section;
    }
}
