namespace OrleansProxy.Hosting.Configuration;

/// <summary>Makes settings of what the sources give.</summary>
internal static class SettingsReader
{
    /// <summary>Reads every setting; the last source that gives one wins, and its list replaces the ones before it.</summary>
    /// <param name="sources">From the weakest to the strongest.</param>
    /// <exception cref="SettingException">A key is unknown, or a value is not allowed.</exception>
    public static SettingsSnapshot Read(IReadOnlyList<SettingSource> sources)
    {
        foreach (SettingSource source in sources)
        {
            RefuseUnknown(source);
        }

        var settings = new SettingsSnapshot();
        foreach (Setting setting in SettingCatalogue.All)
        {
            Bind(setting, sources, settings);
        }

        RefuseContradictions(settings);
        return settings;
    }

    // Every source is bound, from the weakest on, so that a bad value is found even where a stronger source hides it today.
    private static void Bind(Setting setting, IReadOnlyList<SettingSource> sources, SettingsSnapshot settings)
    {
        foreach (SettingSource source in sources)
        {
            if (source.Find(setting) is { } raw)
            {
                setting.Bind(raw, source, settings);
                settings.Origins[setting.Key] = source.Name;
            }
        }
    }

    private static void RefuseUnknown(SettingSource source)
    {
        foreach (string key in source.Values.Keys)
        {
            if (!SettingCatalogue.IsKnown(key) && !SettingCatalogue.IsForeign(key, source.Kind))
            {
                throw new SettingException(SettingMessage.Unknown(key, source));
            }
        }
    }

    private static void RefuseContradictions(SettingsSnapshot settings)
    {
        if (settings.Admin.Port != 0 && settings.Admin.Port == settings.Proxy.Port && settings.Admin.Host == settings.Proxy.Host)
        {
            throw new SettingException(
                $"Admin:Port is \"{settings.Admin.Port}\": a port other than Proxy:Port is allowed, for both listen on {settings.Admin.Host}.");
        }
    }
}
