using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>
/// What a run has carried, by host, in bounded memory: where there are too many hosts, those with the fewest requests are added up as
/// one, so that a flood of hosts seen once pushes out no other. For one thread at a time.
/// </summary>
/// <param name="mostHosts">Hosts that are told apart, at least 2.</param>
internal sealed class RunSummary(int mostHosts)
{
    private readonly Dictionary<string, HostSums> _hosts = new(StringComparer.Ordinal);
    private readonly HostSums _others = new();

    /// <summary>The sums of everything.</summary>
    public HostSums Total { get; } = new();

    /// <summary>The hosts with the most requests first; those of an equal number by name.</summary>
    public IEnumerable<KeyValuePair<string, HostSums>> Hosts =>
        _hosts.OrderByDescending(host => host.Value.Requests).ThenBy(host => host.Key, StringComparer.Ordinal);

    /// <summary>What was added up as one; null when nothing was.</summary>
    public HostSums? Others => _others.Requests > 0 ? _others : null;

    /// <summary>Counts a request or a tunnel that has ended.</summary>
    public void Add(TrafficRecord record)
    {
        Total.Add(record);
        string host = record.Host.Length > 0 ? record.Host : HostFolder.None;
        if (!_hosts.TryGetValue(host, out HostSums? sums))
        {
            if (_hosts.Count == mostHosts)
            {
                Merge();
            }

            _hosts[host] = sums = new HostSums();
        }

        sums.Add(record);
    }

    private void Merge()
    {
        foreach ((string host, HostSums sums) in Hosts.Skip(mostHosts / 2).ToArray())
        {
            _others.Add(sums);
            _hosts.Remove(host);
        }
    }
}
