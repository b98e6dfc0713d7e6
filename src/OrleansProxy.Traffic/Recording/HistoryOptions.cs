namespace OrleansProxy.Traffic.Recording;

/// <summary>Settings of the section "History".</summary>
public sealed class HistoryOptions
{
    /// <summary>Whether requests are remembered in SQL. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The SQLite file, relative to the working folder. Default "Logs/Database/proxy_traffic.db".</summary>
    public string Path { get; set; } = "Logs/Database/proxy_traffic.db";

    /// <summary>Records that may wait for the writer, 1,000 to 1,000,000; past it the oldest batch is dropped and counted. Default 50,000.</summary>
    public int QueueLength { get; set; } = 50_000;

    /// <summary>Days that a row is kept, 1 to 36,500. Default 90.</summary>
    public int Days { get; set; } = 90;

    /// <summary>
    /// What the database may take on the disk apart from its journal, in GB of 10⁹ bytes, 0.1 to 100,000; past it the oldest rows go. Default 5.
    /// </summary>
    public decimal MaxGB { get; set; } = 5;

    /// <summary>What of a request is kept anywhere. Default <see cref="HistoryPrivacy.Full"/>.</summary>
    public HistoryPrivacy Privacy { get; set; } = HistoryPrivacy.Full;
}
