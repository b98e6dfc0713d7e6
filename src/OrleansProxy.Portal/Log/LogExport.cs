using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Security;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Portal.Log;

/// <summary>
/// Sends what the log is narrowed to as a file, while it is read: no faster than the browser takes it, and no further once the
/// browser has left. A file that could not be finished ends with a broken connection, so that it never looks whole.
/// </summary>
internal static class LogExport
{
    public const string Path = "/log/export";

    public static void MapLogExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, AnswerAsync).RequireAuthorization();

    private static async Task AnswerAsync(HttpContext context, StoredHistory history, ExportSlots slots, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        LogQuery query = LogQuery.Read(context.Request.Query);
        ExportFormat? format = FormatOf(context.Request.Query["format"]);
        if (format is null)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "An export has the format csv or jsonl.");
        }
        else if (query.ToFilter(now) is not { } filter)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, string.Join('\n', query.Faults));
        }
        else if (history.Reports is null)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status404NotFound, "No history is kept (History:Enabled), so there is nothing to export.");
        }
        else
        {
            await SendAsync(context, history.Reports, filter, format.Value, now, slots);
        }
    }

    private static async Task SendAsync(
        HttpContext context, ITrafficHistory history, TrafficFilter filter, ExportFormat format, DateTimeOffset now, ExportSlots slots)
    {
        using IDisposable? slot = slots.TryTake();
        if (slot is null)
        {
            await Refusal.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, $"{ExportSlots.Count} exports run already. Try again when one of them is done.");
            return;
        }

        SetHead(context.Response, FileName(filter.Range, format, now), format);
        try
        {
            IAsyncEnumerable<TrafficRow> rows = history.ReadAsync(filter, context.RequestAborted);
            await TrafficExport.WriteAsync(context.Response.Body, rows, format, progress: null, context.RequestAborted);
        }
        catch (TrafficStoreException exception)
        {
            await BreakOffAsync(context, $"The history cannot be read just now: {exception.Message}");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has left: that is how an export may end.
        }
    }

    /// <summary>A name that says which time is in the file: "orleansproxy-20260301T0000Z-20260308T0000Z.csv".</summary>
    public static string FileName(TimeRange? range, ExportFormat format, DateTimeOffset now)
    {
        string from = range is { } start && start.From > TimeRange.All.From ? $"{Instant(start.From)}-" : "until-";
        string to = Instant(range is { } end && end.To < now ? end.To : now);
        return $"orleansproxy-{from}{to}.{(format is ExportFormat.Csv ? "csv" : "jsonl")}";
    }

    private static ExportFormat? FormatOf(string? name) => name switch
    {
        "csv" => ExportFormat.Csv,
        "jsonl" => ExportFormat.Jsonl,
        _ => null,
    };

    private static void SetHead(HttpResponse response, string name, ExportFormat format)
    {
        response.ContentType = format is ExportFormat.Csv ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private static Task BreakOffAsync(HttpContext context, string sentence)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return Refusal.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, sentence);
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
}
