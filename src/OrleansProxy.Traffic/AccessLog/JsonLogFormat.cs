using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>One JSON object (RFC 8259) a line; everything outside ASCII is escaped. For one thread at a time.</summary>
internal sealed class JsonLogFormat : IAccessLogFormat
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Append(TrafficRecord record, StringBuilder output)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", record.Timestamp.UtcDateTime);
            json.WriteString("client", record.Client.ToString());
            json.WriteString("method", record.Method);
            json.WriteString("target", LogTarget.Of(record));
            json.WriteNumber("status", record.Status);
            json.WriteString("result", record.Result.ToName());
            json.WriteNumber("bytes_sent", record.BytesSent);
            json.WriteNumber("bytes_received", record.BytesReceived);
            if (record.TimeToFirstByte is { } timeToFirstByte)
            {
                json.WriteNumber("ttfb_ms", Math.Round(timeToFirstByte.TotalMilliseconds, 3));
            }

            json.WriteNumber("duration_ms", Math.Round(record.Duration.TotalMilliseconds, 3));
            if (record.Rule is { } rule)
            {
                json.WriteString("rule", rule);
            }

            if (record.User is { } user)
            {
                json.WriteString("user", user);
            }

            json.WriteEndObject();
        }

        output.Append(Encoding.UTF8.GetString(_buffer.WrittenSpan)).Append('\n');
    }
}
