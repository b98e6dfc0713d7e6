using OrleansProxy.Hosting.Configuration.Formats;
using static OrleansProxy.Hosting.Configuration.Catalogue.SettingFormats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "History".</summary>
internal static class HistorySection
{
    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<bool>("History:Enabled", s => s.History.Enabled, OnOff, "Whether requests are remembered in SQL."),
        new Setting<string>("History:Path", s => s.History.Path, TextFormat.Path,
            "The SQLite file; relative to the working folder.")
        { IsCommon = true },
        new Setting<int>("History:QueueLength", s => s.History.QueueLength, Number(1_000, 1_000_000),
            "Records that may wait for the writer; past it the oldest are dropped and counted."),
    ];
}
