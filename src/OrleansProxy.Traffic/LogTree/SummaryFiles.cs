using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansProxy.Traffic.AccessLog;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>Writes the three files of a run's summary, each put in the place of the one before once it is whole.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class SummaryFiles(string folder)
{
    private const int Top = 5;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes them.</summary>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be written.</exception>
    public void Write(RunSummary summary)
    {
        KeyValuePair<string, HostSums>[] top = [.. summary.Hosts.Where(host => host.Key != HostFolder.None).Take(Top)];
        var output = new LogBuffer();
        AppendReport(output, summary.Total, top);
        Put("summary_report.txt", output);
        AppendJson(output, summary);
        Put("summary.json", output);
        output.Append(TopDomainsChart.Draw(top));
        Put("top_domains.svg", output);
    }

    private void Put(string name, LogBuffer output)
    {
        TreeFile.Replace(Path.Combine(folder, name), output.Written);
        output.Clear();
    }

    private static void AppendReport(LogBuffer output, HostSums total, KeyValuePair<string, HostSums>[] top)
    {
        AppendLine(output, "Total requests handled: "u8, total.Requests);
        AppendLine(output, "Total bytes sent: "u8, total.BytesSent);
        AppendLine(output, "Total bytes received: "u8, total.BytesReceived);
        output.Append("\nTop 5 domains by request count:\n"u8);
        for (int i = 0; i < top.Length; i++)
        {
            output.Append(i + 1);
            output.Append(". "u8);
            LogEscaping.AppendBare(output, top[i].Key);
            output.Append(" - Requests: "u8);
            output.Append(top[i].Value.Requests);
            output.Append(", Avg Duration: "u8);
            output.Append(top[i].Value.AverageDuration, "0.000");
            output.Append("s, Bytes Sent: "u8);
            output.Append(top[i].Value.BytesSent);
            AppendLine(output, ", Bytes Received: "u8, top[i].Value.BytesReceived);
        }
    }

    private static void AppendLine(LogBuffer output, ReadOnlySpan<byte> name, long value)
    {
        output.Append(name);
        output.Append(value);
        output.Append("\n"u8);
    }

    private static void AppendJson(LogBuffer output, RunSummary summary)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        foreach ((string host, HostSums sums) in summary.Hosts)
        {
            AppendHost(json, host, sums);
        }

        if (summary.Others is { } others)
        {
            AppendHost(json, HostFolder.Others, others);
        }

        json.WriteEndObject();
    }

    private static void AppendHost(Utf8JsonWriter json, string host, HostSums sums)
    {
        json.WriteStartObject(host);
        json.WriteNumber("requests"u8, sums.Requests);
        json.WriteNumber("bytes_sent"u8, sums.BytesSent);
        json.WriteNumber("bytes_received"u8, sums.BytesReceived);
        json.WriteNumber("avg_duration"u8, Math.Round(sums.AverageDuration, 6));
        if (sums.AverageFirstByte is { } firstByte)
        {
            json.WriteNumber("avg_ttfb"u8, Math.Round(firstByte, 6));
        }
        else
        {
            json.WriteNull("avg_ttfb"u8);
        }

        json.WriteEndObject();
    }
}
