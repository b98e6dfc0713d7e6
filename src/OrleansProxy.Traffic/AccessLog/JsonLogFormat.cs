using System.Text.Json;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>One JSON object (RFC 8259) a line; everything outside ASCII is escaped. For one thread at a time.</summary>
internal sealed class JsonLogFormat : IAccessLogFormat
{
    private const int LongestAddress = 64;

    private readonly LogTarget _target = new();

    public void Append(TrafficRecord record, LogBuffer output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, record.Timestamp.UtcDateTime);
            WriteClient(json, record);
            json.WriteString("method"u8, record.Method);
            json.WriteString("target"u8, _target.Of(record));
            json.WriteNumber("status"u8, record.Status);
            json.WriteString("result"u8, record.Result.ToName());
            json.WriteNumber("bytes_sent"u8, record.BytesSent);
            json.WriteNumber("bytes_received"u8, record.BytesReceived);
            if (record.TimeToFirstByte is { } timeToFirstByte)
            {
                json.WriteNumber("ttfb_ms"u8, Math.Round(timeToFirstByte.TotalMilliseconds, 3));
            }

            json.WriteNumber("duration_ms"u8, Math.Round(record.Duration.TotalMilliseconds, 3));
            if (record.Rule is { } rule)
            {
                json.WriteString("rule"u8, rule);
            }

            if (record.User is { } user)
            {
                json.WriteString("user", user);
            }

            json.WriteEndObject();
        }

        output.Append("\n"u8);
    }

    private static void WriteClient(Utf8JsonWriter json, TrafficRecord record)
    {
        Span<byte> address = stackalloc byte[LongestAddress];
        record.Client.TryFormat(address, out int length);
        json.WriteString("client"u8, address[..length]);
    }
}
