using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>The objects of the tree's files, one a line, with the keys of the older Python proxy. For one thread at a time.</summary>
internal static class LogTreeLines
{
    /// <summary>Leaves "+" and "&lt;" as they are, for people who read it; control characters are escaped all the same.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends the line of a request that went its way.</summary>
    /// <param name="output">Takes the line.</param>
    /// <param name="record">The request.</param>
    /// <param name="local">When it began, with the offset of this place.</param>
    public static void AppendTraffic(LogBuffer output, TrafficRecord record, DateTimeOffset local)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp"u8, Time(local));
            json.WriteString("Incoming header"u8, record.Heads?.Request ?? "");
            json.WriteString("Proxy response sent"u8, record.Heads?.StatusLine ?? "");
            json.WriteNumber("Bytes sent"u8, record.BytesSent);
            json.WriteNumber("Bytes received"u8, record.BytesReceived);
            json.WriteNumber("Request duration (s)"u8, Seconds(record.Duration));
            if (record.TimeToFirstByte is { } timeToFirstByte)
            {
                json.WriteNumber("TTFB (s)"u8, Seconds(timeToFirstByte));
            }
            else
            {
                json.WriteNull("TTFB (s)"u8);
            }

            json.WriteEndObject();
        }

        output.Append("\n"u8);
    }

    /// <summary>Appends the line of a request that a rule refused.</summary>
    public static void AppendBlocked(LogBuffer output, TrafficRecord record, DateTimeOffset local)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp"u8, Time(local));
            json.WriteString("Blocked hostname"u8, record.Host);
            json.WriteString("Client IP"u8, record.Client.ToString());
            json.WriteEndObject();
        }

        output.Append("\n"u8);
    }

    private static string Time(DateTimeOffset local) =>
        local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture);

    private static double Seconds(TimeSpan length) => Math.Round(length.TotalSeconds, 6);
}
