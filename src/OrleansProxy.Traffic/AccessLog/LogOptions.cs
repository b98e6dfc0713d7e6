namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Settings of the section "Log".</summary>
public sealed class LogOptions
{
    /// <summary>The access log, relative to the working folder; "" writes none. Default "proxy_log.txt".</summary>
    public string File { get; set; } = "proxy_log.txt";

    /// <summary>How a line is written. Default text.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>Whether each line also goes to the console. Default true.</summary>
    public bool Console { get; set; } = true;

    /// <summary>Whether the tree "Logs/" is written too: a file a host and day, one a day of what was blocked, and a summary. Default false.</summary>
    public bool Tree { get; set; }

    /// <summary>Size at which the file is rolled to "name.1", in bytes, 1 MB to 1 TB. Default 100 MB.</summary>
    public long RollBytes { get; set; } = 100_000_000;

    /// <summary>Rolled files kept, 0 to 1000. Default 5.</summary>
    public int RollCount { get; set; } = 5;
}
