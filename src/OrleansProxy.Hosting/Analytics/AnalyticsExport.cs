using OrleansProxy.Hosting.Composition;
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
    public static async Task<long> WriteAsync(string folder, ITrafficHistory history, CancellationToken cancellationToken)
    {
        string path = System.IO.Path.Combine(folder, Path);
        string part = path + ".part";
        PrivateFolder.Create(System.IO.Path.GetDirectoryName(path)!);
        File.Delete(part);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        long rows;
        await using (var file = new FileStream(part, options))
        {
            rows = await TrafficExport
                .WriteAsync(
                    file, history.ReadAsync(new TrafficFilter(), cancellationToken), ExportFormat.Csv, progress: null, cancellationToken)
                .ConfigureAwait(false);
        }

        File.Move(part, path, overwrite: true);
        return rows;
    }
}
