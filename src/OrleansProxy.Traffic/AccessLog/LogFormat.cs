namespace OrleansProxy.Traffic.AccessLog;

/// <summary>How an access log line is written.</summary>
public enum LogFormat
{
    /// <summary>One line for people, its columns parted by a space.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
