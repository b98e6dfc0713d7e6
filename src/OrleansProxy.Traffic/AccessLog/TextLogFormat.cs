using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// Columns parted by one space: time (UTC), client, method, target, status, result, bytes sent, bytes received, milliseconds
/// to the first byte, milliseconds in all; then <c>rule="..."</c> where a rule decided and <c>user="..."</c> where
/// a user signed in. "-" stands for what there is not. For one
/// thread at a time.
/// </summary>
internal sealed class TextLogFormat : IAccessLogFormat
{
    private readonly LogTarget _target = new();

    public void Append(TrafficRecord record, LogBuffer output)
    {
        AppendTime(output, record.Timestamp.UtcDateTime);
        output.Append(" "u8);
        output.Append(record.Client);
        output.Append(" "u8);
        LogEscaping.AppendBare(output, record.Method);
        output.Append(" "u8);
        LogEscaping.AppendBare(output, _target.Of(record));
        output.Append(" "u8);
        output.Append(record.Status);
        output.Append(" "u8);
        output.Append(record.Result.ToName());
        output.Append(" "u8);
        output.Append(record.BytesSent);
        output.Append(" "u8);
        output.Append(record.BytesReceived);
        output.Append(" "u8);
        AppendMilliseconds(output, record.TimeToFirstByte);
        output.Append(" "u8);
        AppendMilliseconds(output, record.Duration);
        if (record.Rule is { } rule)
        {
            output.Append(" rule="u8);
            LogEscaping.AppendQuoted(output, rule);
        }

        if (record.User is { } user)
        {
            output.Append(" user="u8);
            LogEscaping.AppendQuoted(output, user);
        }

        output.Append("\n"u8);
    }

    /// <summary>Appends "2026-03-01T12:00:00.123Z": the round-trip format, which is the quick one, without its last four digits.</summary>
    private static void AppendTime(LogBuffer output, DateTime utc)
    {
        output.Append(utc, "O");
        output.Shorten("4567Z".Length);
        output.Append("Z"u8);
    }

    /// <summary>Appends whole milliseconds, halves rounded up.</summary>
    private static void AppendMilliseconds(LogBuffer output, TimeSpan? length)
    {
        if (length is { } given)
        {
            output.Append((given.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond);
        }
        else
        {
            output.Append("-"u8);
        }
    }
}
