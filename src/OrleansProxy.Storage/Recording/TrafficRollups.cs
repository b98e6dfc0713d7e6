using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Every rollup of the traffic. For the writer alone.</summary>
internal sealed class TrafficRollups(SqliteConnection connection) : IDisposable
{
    private readonly Rollup _results = new(connection, RollupShape.Result);
    private readonly HostRollup _hosts = new(connection);
    private readonly Rollup _statuses = new(connection, RollupShape.Status);

    /// <summary>Adds what a row has grown by, at a time; our own pages are left out, for looking does not change what is seen.</summary>
    public void Add(in RollupSubject subject, long microseconds, in Growth grown)
    {
        if (subject.Result is not TrafficResult.Served)
        {
            _results.Add(subject.Client, microseconds, 0, (long)subject.Result, grown);
            _hosts.Add(subject, microseconds, grown);
            _statuses.Add(subject.Client, microseconds, 0, subject.Status, grown);
        }
    }

    /// <summary>Writes the sums, within the transaction that is open, and forgets them.</summary>
    public void Write()
    {
        _results.Write();
        _hosts.Write();
        _statuses.Write();
    }

    public void Dispose()
    {
        _results.Dispose();
        _hosts.Dispose();
        _statuses.Dispose();
    }
}
