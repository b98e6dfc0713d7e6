using System.Globalization;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>
/// Which file a line about a host goes to. A day has a bounded number of hosts with a folder of their own: a flood of hosts that
/// somebody makes up must not fill the disk with folders. The rest of that day share one. For one thread at a time.
/// </summary>
/// <param name="folder">The folder above those of the hosts.</param>
/// <param name="most">Hosts a day that get a file of their own.</param>
internal sealed class HostFiles(string folder, int most)
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private DateOnly _newest;

    /// <summary>The path of the file.</summary>
    /// <param name="host">The host as recorded, or "".</param>
    /// <param name="date">The day of the line, local.</param>
    public string PathOf(string host, DateOnly date)
    {
        if (date > _newest)
        {
            _newest = date;
            _paths.Clear();
        }

        string path = PathIn(HostFolder.Of(host), date);
        return _paths.Contains(path) || (_paths.Count < most && _paths.Add(path)) ? path : PathIn(HostFolder.Others, date);
    }

    private string PathIn(string hostFolder, DateOnly date) =>
        Path.Combine(folder, hostFolder, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".jsonl");
}
