namespace OrleansProxy.Traffic.Recording;

/// <summary>Settings of the section "History".</summary>
public sealed class HistoryOptions
{
    /// <summary>Whether requests are remembered in SQL. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The SQLite file, relative to the working folder. Default "Logs/Database/proxy_traffic.db".</summary>
    public string Path { get; set; } = "Logs/Database/proxy_traffic.db";

    /// <summary>Records that may wait for the writer, 1,000 to 1,000,000; past it the oldest are dropped and counted. Default 50,000.</summary>
    public int QueueLength { get; set; } = 50_000;
}
