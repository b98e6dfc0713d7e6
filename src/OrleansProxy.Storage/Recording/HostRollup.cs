using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Recording;

/// <summary>Gathers a batch's sums by host, for each client and for everybody. For the writer alone.</summary>
internal sealed class HostRollup(SqliteConnection connection) : IDisposable
{
    private readonly RecentHosts _recent = new(connection);
    private readonly Dictionary<(RollupKey Line, int Bucket), Growth> _clients = [], _everybody = [];

    /// <summary>Adds what a row has grown by.</summary>
    public void Add(in RollupSubject subject, long microseconds, in Growth grown)
    {
        var line = new RollupKey(subject.Client, microseconds / UnixTime.Hour, subject.Host, (long)subject.Result);
        CollectionsMarshal.GetValueRefOrAddDefault(_clients, (line, grown.Bucket), out _).Add(grown);
    }

    /// <summary>Writes the sums, within the transaction that is open, and forgets them.</summary>
    public void Write()
    {
        foreach (((RollupKey line, int bucket), Growth sums) in _clients)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_everybody, (line with { Client = 0 }, bucket), out _).Add(sums);
            _recent.Append(line, sums);
        }

        foreach (((RollupKey line, _), Growth sums) in _everybody)
        {
            _recent.Append(line, sums);
        }

        _clients.Clear();
        _everybody.Clear();
        _recent.Write();
    }

    public void Dispose() => _recent.Dispose();
}
