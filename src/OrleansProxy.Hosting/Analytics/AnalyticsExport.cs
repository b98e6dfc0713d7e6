using OrleansProxy.Hosting.Reports;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Hosting.Analytics;

/// <summary>The CSV file of <c>analytics</c>, readable by its owner alone as the history is.</summary>
internal static class AnalyticsExport
{
    /// <summary>Where it goes, relative to the working folder.</summary>
    public const string Path = "Logs/Database/traffic_export.csv";

    /// <summary>Writes it beside an older one, which it replaces once it is whole; returns the number of rows.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static Task<long> WriteAsync(string folder, ITrafficHistory history, CancellationToken cancellationToken) => OwnerFile.WriteAsync(
        System.IO.Path.Combine(folder, Path),
        output => TrafficExport.WriteAsync(
            output, history.ReadAsync(new TrafficFilter(), cancellationToken), ExportFormat.Csv, progress: null, cancellationToken));
}
