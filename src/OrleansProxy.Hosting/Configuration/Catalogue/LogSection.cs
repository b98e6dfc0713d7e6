using OrleansProxy.Hosting.Configuration.Formats;
using OrleansProxy.Hosting.Logging;
using OrleansProxy.Traffic.AccessLog;
using static OrleansProxy.Hosting.Configuration.Catalogue.SettingFormats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "Log", one line a request, and "Logging", what the program itself has to say.</summary>
internal static class LogSection
{
    /// <summary>Their settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<string>("Log:File", s => s.Log.File, TextFormat.PathOrNone,
            "The access log, one line a request; relative to the working folder.")
        { OlderName = "LOG_FILE", IsCommon = true },
        new Setting<LogFormat>("Log:Format", s => s.Log.Format, new ChoiceFormat<LogFormat>(), "How a line of it is written."),
        new Setting<bool>("Log:Console", s => s.Log.Console, OnOff, "Whether each line also goes to the console."),
        new Setting<bool>("Log:Tree", s => s.Log.Tree, OnOff,
            "Whether the tree Logs/ is written too, a file a site and day; off, as it keeps heads of requests and has no bound in size."),
        new Setting<long>("Log:RollBytes", s => s.Log.RollBytes, LongBytes(1_000_000, 1_000_000_000_000),
            "The size at which the file is set aside and a new one begun."),
        new Setting<int>("Log:RollCount", s => s.Log.RollCount, Number(0, 1_000), "Files set aside that are kept."),
        new Setting<ProgramLogLevel>("Logging:Level", s => s.Logging.Level, new ChoiceFormat<ProgramLogLevel>(),
            "The least grave message of the program itself that is written.")
        { AppliesAtOnce = true },
    ];
}
