using System.Globalization;
using System.Text;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// Columns parted by one space: time (UTC), client, method, target, status, result, bytes sent, bytes received, milliseconds
/// to the first byte, milliseconds in all; then <c>rule="..."</c> where a rule decided and <c>user="..."</c> where
/// a user signed in. "-" stands for what there is not.
/// </summary>
internal sealed class TextLogFormat : IAccessLogFormat
{
    public void Append(TrafficRecord record, StringBuilder output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        output.Append(culture, $"{record.Timestamp.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {record.Client} ");
        LogEscaping.AppendBare(output, record.Method);
        output.Append(' ');
        LogEscaping.AppendBare(output, LogTarget.Of(record));
        output.Append(culture, $" {record.Status} {record.Result.ToName()} {record.BytesSent} {record.BytesReceived} ");
        if (record.TimeToFirstByte is { } timeToFirstByte)
        {
            output.Append(culture, $"{timeToFirstByte.TotalMilliseconds:F0}");
        }
        else
        {
            output.Append('-');
        }

        output.Append(culture, $" {record.Duration.TotalMilliseconds:F0}");
        if (record.Rule is { } rule)
        {
            output.Append(" rule=");
            LogEscaping.AppendQuoted(output, rule);
        }

        if (record.User is { } user)
        {
            output.Append(" user=");
            LogEscaping.AppendQuoted(output, user);
        }

        output.Append('\n');
    }
}
