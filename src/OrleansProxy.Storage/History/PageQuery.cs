using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History;

/// <summary>
/// The statement that reads one page of rows by key. One index leads: the hosts', else the client's, else the results', else
/// the key itself, each in the order of time; a lead of several values is several such reads, each cut at the page's length
/// and then merged, so a page never sorts more than its own candidates. Every other wish only filters (the unary + keeps
/// SQLite from choosing its index). Built anew for each page, on the thread that asks.
/// </summary>
internal sealed class PageQuery
{
    /// <summary>Hosts that are read one by one; more are looked up row by row, being common among the rows.</summary>
    public const int MaxMergedHosts = 50;

    private readonly DynamicParameters _parameters = new();
    private readonly List<string> _filters = [];
    private readonly List<string> _leads = [];

    private PageQuery(SqliteConnection connection, TrafficFilter filter, Direction direction)
    {
        AddHost(filter.Host);
        AddHosts(connection, filter.HostPattern);
        AddDomain(filter.Domain);
        AddClient(filter.Client?.ToString());
        AddResults(filter);
        if (filter.Method is { } method)
        {
            _filters.Add("method = @method");
            _parameters.Add("method", method);
        }

        AddUser(filter.User);
        AddStatus(filter.Status);
        AddCache(filter.Cache);
        Sql = Build(direction);
    }

    /// <summary>Which end of the range a page is read from.</summary>
    public enum Direction
    {
        /// <summary>Newest first.</summary>
        Down,

        /// <summary>Oldest first.</summary>
        Up,
    }

    /// <summary>The statement.</summary>
    public string Sql { get; }

    /// <summary>Reads rows with a key of at least <paramref name="from"/> and below <paramref name="to"/>.</summary>
    public static List<TrafficRow> Read(
        SqliteConnection connection, TrafficFilter filter, Direction direction, long from, long to, int count)
    {
        PageQuery query = Create(connection, filter, direction, from, to, count);
        return [.. connection.Query<TrafficColumns>(query.Sql, query._parameters).Select(columns => columns.ToRow())];
    }

    /// <summary>How SQLite would answer: the lines of EXPLAIN QUERY PLAN.</summary>
    public static List<string> Explain(SqliteConnection connection, TrafficFilter filter, Direction direction)
    {
        PageQuery query = Create(connection, filter, direction, 0, long.MaxValue, 1);
        return [.. connection.Query($"EXPLAIN QUERY PLAN {query.Sql}", query._parameters).Select(line => (string)line.detail)];
    }

    private static PageQuery Create(
        SqliteConnection connection, TrafficFilter filter, Direction direction, long from, long to, int count)
    {
        var query = new PageQuery(connection, filter, direction);
        query._parameters.Add("from", Math.Max(from, filter.Range is { } lower ? UnixTime.Microseconds(lower.From) : 0));
        query._parameters.Add("to", Math.Min(to, filter.Range is { } upper ? UnixTime.Microseconds(upper.To) : long.MaxValue));
        query._parameters.Add("count", count);
        return query;
    }

    private void AddHost(string? host)
    {
        if (host is null)
        {
            return;
        }

        _parameters.Add("name", host);
        _leads.Add("host_id = (SELECT id FROM host WHERE name = @name)");
    }

    private void AddHosts(SqliteConnection connection, HostPattern? pattern)
    {
        if (pattern is null)
        {
            return;
        }

        const string Matching = "SELECT id FROM host WHERE name LIKE @host ESCAPE '\\'";
        string host = LikePattern.Of(pattern);
        _parameters.Add("host", host);
        if (_leads.Count > 0)
        {
            _filters.Add($"+host_id IN ({Matching})");
            return;
        }

        List<long> ids = [.. connection.Query<long>($"{Matching} LIMIT {MaxMergedHosts + 1}", new { host })];
        if (ids.Count > MaxMergedHosts)
        {
            _filters.Add($"+host_id IN ({Matching})");
        }
        else
        {
            _leads.AddRange(ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"host_id = {id}")));
            _leads.AddRange(ids.Count == 0 ? ["0"] : []); // no such host: a lead that finds nothing
        }
    }

    private void AddDomain(string? domain)
    {
        if (domain is null)
        {
            return;
        }

        _filters.Add("+host_id IN (SELECT id FROM host WHERE name = @domain OR name LIKE @below ESCAPE '\\')");
        _parameters.Add("domain", domain);
        _parameters.Add("below", LikePattern.Below(domain));
    }

    private void AddUser(string? user)
    {
        if (user is null)
        {
            return;
        }

        _filters.Add("proxy_user = @user");
        _parameters.Add("user", user);
    }

    private void AddStatus(StatusRange? status)
    {
        if (status is not { } range)
        {
            return;
        }

        _filters.Add("status BETWEEN @firstStatus AND @lastStatus");
        _parameters.Add("firstStatus", range.First);
        _parameters.Add("lastStatus", range.Last);
    }

    private void AddCache(CacheOutcome? cache)
    {
        const string Asked = "coalesce(cache_status NOT LIKE '%fwd=bypass%' AND cache_status NOT LIKE '%fwd=method%'"
            + " AND cache_status NOT LIKE '%fwd=request%', 0)";
        if (cache is { } outcome)
        {
            _filters.Add(outcome switch
            {
                CacheOutcome.Hit => "+result = 1",
                CacheOutcome.Validated => "+result = 2",
                CacheOutcome.Miss => $"+result NOT IN (1, 2) AND {Asked}",
                _ => $"+result NOT IN (1, 2) AND NOT {Asked}",
            });
        }
    }

    private void AddClient(string? client)
    {
        if (client is null)
        {
            return;
        }

        const string Condition = "client_id = (SELECT id FROM client WHERE address = @client)";
        _parameters.Add("client", client);
        if (_leads.Count == 0)
        {
            _leads.Add(Condition);
        }
        else
        {
            _filters.Add($"+{Condition}");
        }
    }

    private void AddResults(TrafficFilter filter)
    {
        if (filter.Results is not { Count: > 0 } results)
        {
            return;
        }

        int[] codes = [.. results.Select(result => (int)result).Distinct().Order()];
        if (_leads.Count == 0)
        {
            _leads.AddRange(codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"result = {code}")));
        }
        else
        {
            _filters.Add($"+result IN ({string.Join(", ", codes)})");
        }
    }

    private string Build(Direction direction)
    {
        string order = direction is Direction.Down ? "DESC" : "ASC";
        string filters = string.Concat(_filters.Select(filter => $" AND {filter}"));
        IEnumerable<string> leads = _leads.Count == 0 ? [""] : _leads.Select(lead => $" AND {lead}");
        var sql = new StringBuilder("WITH page (id) AS (");
        sql.AppendJoin(" UNION ALL ", leads.Select(lead =>
            $"SELECT id FROM (SELECT id FROM traffic WHERE id >= @from AND id < @to{lead}{filters} ORDER BY id {order} LIMIT @count)"));
        sql.Append(CultureInfo.InvariantCulture, $") {TrafficColumns.Select} ");
        sql.Append(
            CultureInfo.InvariantCulture,
            $"WHERE t.id IN (SELECT id FROM page ORDER BY id {order} LIMIT @count) ORDER BY t.id {order}");
        return sql.ToString();
    }
}
