using System.Net;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.History.Pages;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>
/// Reads the rollups' lines of a scope. Without a domain its range is rounded out to whole minutes, with one to whole hours, as hosts
/// are kept. Made for one question, on the thread that asks.
/// </summary>
internal sealed class ScopeQuery : IDisposable
{
    private const long Everybody = 0;

    private readonly SqliteConnection _connection;
    private readonly TimeRange _range;
    private readonly RollupShape _shape;
    private readonly long? _client;
    private readonly RollupLines _lines;

    /// <summary>Finds out whom and what the scope means.</summary>
    /// <param name="connection">What is read from.</param>
    /// <param name="scope">What is asked of.</param>
    /// <param name="shape">What lines must tell apart; with a domain they tell hosts apart whatever is asked.</param>
    /// <param name="hasBuckets">Whether times to first byte are wanted.</param>
    /// <param name="codes">Which results or statuses matter, as a condition on that column such as "= 10"; "" for all.</param>
    public ScopeQuery(SqliteConnection connection, TrafficScope scope, RollupShape shape, bool hasBuckets = false, string codes = "")
    {
        _connection = connection;
        _range = scope.Range;
        List<long>? hosts = shape is RollupShape.Status ? null : HostIds.Of(connection, scope);
        _shape = hosts is null ? shape : RollupShape.Host;
        _client = scope.Client is { } client ? ClientOf(client) : Everybody;
        _lines = new RollupLines(connection, _shape, hasBuckets, hosts, codes);
    }

    /// <summary>Hands out the lines of the whole range, of units of any length.</summary>
    public void Read(Action<RollupLines> take)
    {
        if (_client is { } client)
        {
            Read(client, take);
        }
    }

    /// <summary>Hands out the lines of each client that the scope has, after its key.</summary>
    public void ReadClients(Action<long, RollupLines> take)
    {
        foreach (long client in _client switch { null => [], Everybody => AllClients(), { } one => [one] })
        {
            Read(client, lines => take(client, lines));
        }
    }

    /// <summary>Hands out the lines after the number of their bar.</summary>
    public void Read(SeriesBars bars, Action<long, RollupLines> take)
    {
        if (_client is not { } client)
        {
            return;
        }

        RollupLevel level = Levels(client).Last(level => bars.Length % level.Unit == 0);
        long perBar = bars.Length / level.Unit;
        var segment = new RollupSegment(level, bars.First * perBar, bars.End * perBar);
        _lines.Read(client, segment, lines => take(UnixTime.FloorDivide(lines.Time, perBar) - bars.First, lines));
        ReadRecent(client, bars.First * bars.Length, bars.End * bars.Length, lines =>
            take(UnixTime.FloorDivide(lines.Time * UnixTime.Hour, bars.Length) - bars.First, lines));
    }

    public void Dispose() => _lines.Dispose();

    private void Read(long client, Action<RollupLines> take)
    {
        foreach (RollupSegment segment in RollupRange.Cut(_range, Levels(client)))
        {
            _lines.Read(client, segment, take);
        }

        long first = UnixTime.Floor(_range.From, UnixTime.Hour), end = UnixTime.Ceiling(_range.To, UnixTime.Hour);
        ReadRecent(client, first * UnixTime.Hour, end * UnixTime.Hour, take);
    }

    private void ReadRecent(long client, long from, long to, Action<RollupLines> take)
    {
        if (_shape is RollupShape.Host)
        {
            _lines.ReadRecent(client, from / UnixTime.Hour, to / UnixTime.Hour, take);
        }
    }

    private IReadOnlyList<RollupLevel> Levels(long client) => client == Everybody
        ? RollupLevel.Of(_shape)
        : [.. RollupLevel.Of(_shape).Where(level => !level.OnlyEverybody)];

    private long? ClientOf(IPAddress address)
    {
        using var find = new PreparedStatement(_connection, "SELECT id FROM client WHERE address = ?");
        find.Bind(1, address.ToString());
        return find.QueryNumber();
    }

    private List<long> AllClients()
    {
        using var all = new PreparedStatement(_connection, "SELECT id FROM client ORDER BY id");
        return all.QueryNumbers();
    }
}
