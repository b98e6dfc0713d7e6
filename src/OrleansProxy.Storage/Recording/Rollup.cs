using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// Gathers a batch's sums for the rollups of one shape and adds them to each, one statement a line: a batch has fewer lines than
/// rows, the more so the coarser the unit is. For the writer alone.
/// </summary>
internal sealed class Rollup : IDisposable
{
    private readonly IReadOnlyList<RollupLevel> _levels;
    private readonly RollupTable[] _tables;
    private readonly Dictionary<RollupKey, RollupSums> _clients = [], _everybody = [], _coarser = [];
    private readonly List<RollupKey> _sorted = []; // so that what lies on a page is written together

    /// <summary>Prepares the statements.</summary>
    public Rollup(SqliteConnection connection, RollupShape shape)
    {
        _levels = RollupLevel.Of(shape);
        _tables = [.. _levels.Select(level => new RollupTable(connection, level.Table, shape))];
    }

    /// <summary>Adds sums to a client's line.</summary>
    /// <param name="client">The client's key.</param>
    /// <param name="microseconds">The time that they belong to.</param>
    /// <param name="host">The host's key; 0 where hosts are not told apart.</param>
    /// <param name="code">The result or the status.</param>
    /// <param name="grown">What is added.</param>
    public void Add(long client, long microseconds, long host, long code, in Growth grown) =>
        Sums(_clients, new RollupKey(client, microseconds / _levels[0].Unit, host, code)).Add(grown);

    /// <summary>Adds sums to a line of the finest unit, which may be everybody's.</summary>
    public void AddLine(in RollupKey line, in Growth grown) => Sums(line.Client == 0 ? _everybody : _clients, line).Add(grown);

    /// <summary>Writes the lines as they were added, within the transaction that is open, and forgets them: everybody's are not made of the clients'.</summary>
    public void WriteAsGiven()
    {
        Write(_clients, isEverybody: false);
        Write(_everybody, isEverybody: true);
    }

    /// <summary>Writes the sums, and everybody's that they add up to, within the transaction that is open, and forgets them.</summary>
    public void Write()
    {
        foreach ((RollupKey key, RollupSums sums) in _clients)
        {
            Sums(_everybody, key with { Client = 0 }).Add(sums);
        }

        WriteAsGiven();
    }

    public void Dispose()
    {
        foreach (RollupTable table in _tables)
        {
            table.Dispose();
        }
    }

    private static ref RollupSums Sums(Dictionary<RollupKey, RollupSums> lines, in RollupKey key) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(lines, key, out _)!;

    private void Write(Dictionary<RollupKey, RollupSums> lines, bool isEverybody)
    {
        for (int i = 0; i < _levels.Count; i++)
        {
            if (!isEverybody && _levels[i].OnlyEverybody)
            {
                break;
            }

            if (i > 0)
            {
                Coarsen(lines, _levels[i].Unit / _levels[i - 1].Unit);
            }

            _sorted.AddRange(lines.Keys);
            _sorted.Sort();
            foreach (RollupKey key in _sorted)
            {
                _tables[i].Add(key, Sums(lines, key));
            }

            _sorted.Clear();
        }

        lines.Clear();
    }

    /// <summary>Brings lines to a unit that many times as long.</summary>
    private void Coarsen(Dictionary<RollupKey, RollupSums> lines, long times)
    {
        foreach ((RollupKey key, RollupSums sums) in lines)
        {
            Sums(_coarser, key with { Time = key.Time / times }).Add(sums);
        }

        lines.Clear();
        foreach ((RollupKey key, RollupSums sums) in _coarser)
        {
            lines.Add(key, sums);
        }

        _coarser.Clear();
    }
}
