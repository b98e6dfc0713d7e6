using OrleansProxy.Hosting.Configuration.Formats;
using OrleansProxy.Traffic.Recording;
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
            "Records that may wait for the writer; past it the oldest batch is dropped and counted."),
        new Setting<int>("History:Days", s => s.History.Days, Number(1, 36_500),
            "Days that a row is kept; sums by hour and day are kept for two years."),
        new Setting<decimal>("History:MaxGB", s => s.History.MaxGB, new DecimalFormat(0.1m, 100_000),
            "GB (of 1000 MB) that the database may take on the disk, its journal apart, which has 0.2 as a rule; past it the oldest rows go."),
        new Setting<HistoryPrivacy>("History:Privacy", s => s.History.Privacy, new ChoiceFormat<HistoryPrivacy>(),
            "What of a request is kept: everything, no paths, neither paths nor clients, or only sums."),
    ];
}
