using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class PreparedStatementTests : IDisposable
{
    private const int Constraint = 19;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public PreparedStatementTests()
    {
        _connection.Open();
        _connection.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Values_arrive_as_they_were_bound()
    {
        string longest = new('ß', 100_000);
        using var insert = new PreparedStatement(_connection, "INSERT INTO t (a, b) VALUES (?, ?)");
        Insert(insert, long.MinValue, "größe 日本 \U0001f600");
        Insert(insert, null, "");
        Insert(insert, 0, null);
        Insert(insert, 7, "a\0b");
        Insert(insert, 7, longest);

        Assert.Equal(
            [(long.MinValue, "größe 日本 \U0001f600"), (null, ""), (0, null), (7, "a\0b"), (7, longest)],
            _connection.Query<(long?, string?)>("SELECT a, b FROM t ORDER BY id"));
        Assert.Equal(
            ["integer text", "null text", "integer null", "integer text", "integer text"],
            _connection.Query<string>("SELECT typeof(a) || ' ' || typeof(b) FROM t ORDER BY id"));
    }

    [Fact]
    public void A_parameter_may_change_its_kind()
    {
        using var insert = new PreparedStatement(_connection, "INSERT INTO t (a) VALUES (?)");
        insert.Bind(1, 5);
        insert.Bind(1, "5");
        insert.Execute();
        insert.Bind(1, (string?)null);
        insert.Execute();
        insert.Bind(1, 0);
        insert.Execute();

        Assert.Equal(["text", "null", "integer"], _connection.Query<string>("SELECT typeof(a) FROM t ORDER BY id"));
    }

    [Fact]
    public void What_no_utf_8_can_hold_is_replaced()
    {
        using var insert = new PreparedStatement(_connection, "INSERT INTO t (a) VALUES (?)");
        insert.Bind(1, "x\ud800");
        insert.Execute();

        Assert.Equal("x\ufffd", _connection.ExecuteScalar<string>("SELECT a FROM t"));
    }

    [Fact]
    public void A_run_says_how_many_rows_it_changed_or_the_number_it_found()
    {
        using var insert = new PreparedStatement(_connection, "INSERT INTO t (id) VALUES (?) ON CONFLICT (id) DO NOTHING");
        using var find = new PreparedStatement(_connection, "SELECT id FROM t WHERE id = ?");
        insert.Bind(1, 3);
        find.Bind(1, 3);

        Assert.Null(find.QueryNumber());
        Assert.Equal(1, insert.Execute());
        Assert.Equal(0, insert.Execute());
        Assert.Equal(3, find.QueryNumber());
    }

    [Fact]
    public void A_run_that_fails_says_why_and_the_next_one_can_succeed()
    {
        using var insert = new PreparedStatement(_connection, "INSERT INTO t (id) VALUES (?)");
        insert.Bind(1, 3);
        insert.Execute();

        SqliteException fault = Assert.Throws<SqliteException>(() => insert.Execute());
        insert.Bind(1, 4);

        Assert.Equal(Constraint, fault.SqliteErrorCode);
        Assert.Contains("UNIQUE constraint failed: t.id", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, insert.Execute());
    }

    [Fact]
    public void A_statement_that_SQLite_does_not_take_is_an_error() =>
        Assert.Throws<SqliteException>(() => new PreparedStatement(_connection, "INSERT INTO nowhere VALUES (?)"));

    private static void Insert(PreparedStatement insert, long? number, string? text)
    {
        insert.Bind(1, number);
        insert.Bind(2, text);
        insert.Execute();
    }
}
