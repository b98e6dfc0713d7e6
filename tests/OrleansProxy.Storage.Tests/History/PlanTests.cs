using System.Net;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.History.Pages;
using OrleansProxy.Storage.History.Sums;
using OrleansProxy.Storage.Tests.Docs;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;
using SQLitePCL;

namespace OrleansProxy.Storage.Tests.History;

/// <summary>How SQLite answers, on a million rows, what the portal, the reports and the people who read docs/sql.md ask.</summary>
public sealed class PlanTests(MillionRows rows) : IClassFixture<MillionRows>
{
    /// <summary>Sorted out of index order, or walked whole: what no question may do with the rows.</summary>
    private static readonly string[] Scans = ["SCAN t", "SCAN traffic"];

    private static readonly TrafficScope Everybody = new(new TimeRange(SampleRecord.Noon.AddMinutes(-7), SampleRecord.Noon.AddDays(40)));

    public static TheoryData<string> Panels => [.. Questions.Keys];

    public static TheoryData<string> Pages => [.. Filters.Keys];

    /// <summary>Those that name a time, a client, a host or a kind; the rest read every row on purpose, and the guide says so.</summary>
    public static TheoryData<string> NarrowQueries => [.. SqlGuide.Queries.Where(query => !IsOfEveryRow(query))];

    /// <summary>Searches by the text that the views show, as people write them, and the index that finds their rows.</summary>
    public static TheoryData<string, string> Searches => new()
    {
        { "SELECT * FROM requests WHERE timestamp >= '2023-11-20'", "traffic_by_timestamp" },
        { "SELECT * FROM all_requests WHERE timestamp >= '2023-11-20' AND timestamp < '2023-11-21T12:00:00.000Z'", "traffic_by_timestamp" },
        { "SELECT count(*) FROM requests WHERE timestamp BETWEEN '2023-11-20' AND '2023-11-21'", "traffic_by_timestamp" },
        { "SELECT source_ip, sum(bytes_sent) FROM requests WHERE timestamp >= '2023-11-24' GROUP BY source_ip", "traffic_by_timestamp" },
        { "SELECT * FROM requests WHERE timestamp >= '2023-11-20' ORDER BY timestamp DESC LIMIT 20", "traffic_by_timestamp" },
        { "SELECT * FROM requests WHERE timestamp >= '2023-11-20' AND source_ip = '10.1.0.7'", "traffic_by_client" },
        { "SELECT * FROM blocked_requests WHERE timestamp >= '2023-11-20'", "traffic_by_kind" },
        { "SELECT * FROM rate_limit_violations WHERE timestamp < '2023-11-16'", "traffic_by_kind" },
    };

    private static Dictionary<string, Action<SqliteConnection, TrafficScope>> Questions { get; } = new()
    {
        ["totals"] = (connection, scope) => SumQueries.Totals(connection, scope),
        ["series by the hour"] = (connection, scope) => SumQueries.Series(connection, scope, SeriesBars.Of(scope, TimeSpan.FromHours(1))),
        ["series by 10 minutes"] = (connection, scope) => SumQueries.Series(connection, scope, SeriesBars.Of(scope, TimeSpan.FromMinutes(10))),
        ["top domains"] = (connection, scope) => HostQueries.Top(connection, scope, DomainOrder.Requests, 8),
        ["most blocked"] = (connection, scope) => HostQueries.Top(connection, scope, DomainOrder.Blocked, 8),
        ["most bytes"] = (connection, scope) => HostQueries.Top(connection, scope, DomainOrder.Bytes, 8),
        ["slowest"] = (connection, scope) => HostQueries.Slowest(connection, scope, 8),
        ["top clients"] = (connection, scope) => SumQueries.TopClients(connection, scope, 8),
        ["clients over time"] = (connection, scope) => SumQueries.ClientSeries(connection, scope, SeriesBars.Of(scope, TimeSpan.FromHours(1)), 5),
        ["statuses"] = (connection, scope) => SumQueries.Statuses(connection, scope),
        ["times to first byte"] = (connection, scope) => FirstByteQueries.Times(connection, scope),
        ["times over time"] = (connection, scope) => FirstByteQueries.Series(connection, scope, SeriesBars.Of(scope, TimeSpan.FromHours(1))),
    };

    private static Dictionary<string, TrafficFilter> Filters { get; } = new()
    {
        ["none"] = new(),
        ["range"] = new() { Range = Everybody.Range },
        ["client"] = new() { Client = IPAddress.Parse("10.1.0.7") },
        ["user"] = new() { User = "alice" },
        ["host"] = new() { Host = "h77.example" },
        ["domain"] = new() { Domain = "h77.example" },
        ["part of a host in a range"] = new() { Range = Everybody.Range, HostPattern = new HostPattern("h7") },
        ["rare method"] = new() { Method = "BREW" },
        ["method"] = new() { Method = "POST" },
        ["status"] = new() { Status = new StatusRange(404, 404) },
        ["result"] = new() { Results = [TrafficResult.Blocked] },
        ["cache"] = new() { Cache = CacheOutcome.Miss },
        ["client, host and status"] = new() { Client = IPAddress.Parse("10.1.0.7"), Host = "h77.example", Status = new StatusRange(500, 599) },
    };

    [Theory]
    [MemberData(nameof(Panels))]
    public void No_panel_scans_the_rows(string panel)
    {
        foreach (bool isAnalysed in (bool[])[false, true])
        {
            using SqliteConnection connection = Shell.Open(rows.Path(isAnalysed));
            foreach (TrafficScope scope in (TrafficScope[])[Everybody, Everybody with { Client = SampleRecord.Alice }])
            {
                AssertNoScan(connection, Asked(connection, () => Questions[panel](connection, scope)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_page_scans_the_rows(string filter)
    {
        foreach (bool isAnalysed in (bool[])[false, true])
        {
            using SqliteConnection connection = Shell.Open(rows.Path(isAnalysed));
            foreach (PageDirection direction in Enum.GetValues<PageDirection>())
            {
                AssertNoScan(connection, Asked(
                    connection, () => PageQuery.Read(connection, Filters[filter], direction, 0, long.MaxValue, 50)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(NarrowQueries), DisableDiscoveryEnumeration = true)]
    public void No_query_of_the_guide_that_names_what_it_wants_scans_the_rows(string query)
    {
        foreach (bool isAnalysed in (bool[])[false, true])
        {
            using SqliteConnection connection = Shell.Open(rows.Path(isAnalysed));
            AssertNoScan(connection, [query]);
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_search_by_timestamp_reads_the_rows_of_an_index(string query, string index)
    {
        using SqliteConnection connection = Shell.Open(rows.Path(isAnalysed: false));
        Assert.Contains($"SEARCH t USING INDEX {index} (", Plan(connection, query), StringComparison.Ordinal);

        // Which index is best depends on what somebody has analysed.
        using SqliteConnection analysed = Shell.Open(rows.Path(isAnalysed: true));
        AssertNoScan(analysed, [query]);
    }

    [Theory]
    [InlineData("requests", "id")]
    [InlineData("requests", "timestamp")]
    [InlineData("all_requests", "id")]
    [InlineData("all_requests", "timestamp")]
    public void The_newest_are_read_off_and_not_sorted(string view, string key)
    {
        using SqliteConnection connection = Shell.Open(rows.Path(isAnalysed: false));
        foreach (string order in (string[])["", "DESC"])
        {
            string plan = Plan(connection, $"SELECT * FROM {view} ORDER BY {key} {order} LIMIT 20");

            Assert.StartsWith(key == "id" ? "SCAN t\n" : "SCAN t USING INDEX traffic_by_timestamp\n", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }

    private static bool IsOfEveryRow(string query) =>
        !query.Contains("WHERE", StringComparison.Ordinal) && !query.Contains("traffic_by_", StringComparison.Ordinal)
        && !query.Contains("top_", StringComparison.Ordinal);

    /// <summary>The statements that an action ran, with their values in place.</summary>
    private static List<string> Asked(SqliteConnection connection, Action action)
    {
        var asked = new List<string>();
        raw.sqlite3_trace(connection.Handle!, (strdelegate_trace)((_, sql) => asked.Add(sql)), null);
        action();
        raw.sqlite3_trace(connection.Handle!, (strdelegate_trace?)null, null);
        return asked;
    }

    private static void AssertNoScan(SqliteConnection connection, List<string> statements)
    {
        Assert.NotEmpty(statements);
        foreach (string statement in statements)
        {
            string[] plan = Plan(connection, statement).Split('\n');

            Assert.DoesNotContain(plan, line => Scans.Any(scan => line == scan || line.StartsWith($"{scan} ", StringComparison.Ordinal)));
        }
    }

    private static string Plan(SqliteConnection connection, string statement) =>
        string.Join('\n', Shell.Ask(connection, $"EXPLAIN QUERY PLAN {statement}").Select(line => line[3]));
}
