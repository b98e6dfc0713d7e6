using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Retention;

/// <summary>
/// Removes old sums: those by the minute with the rows that they are of, all others after two years. It cuts where a line of the
/// coarsest unit begins, so that sums of every unit go together. For one caller at a time.
/// </summary>
internal sealed class RollupRetention(SqliteDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2 * 365);
    private readonly Dictionary<string, long> _cuts = []; // by table: before what time nothing is left

    /// <summary>Removes what has to go by now.</summary>
    /// <param name="steps">Runs the work.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="rows">The instant from which on there are rows, in microseconds since 1970.</param>
    /// <param name="cancellationToken">Ends it after a step.</param>
    public async Task RemoveAsync(WriteSteps steps, DateTimeOffset now, long rows, CancellationToken cancellationToken)
    {
        long years = UnixTime.Floor(now - Kept, UnixTime.Block) * UnixTime.Block;
        foreach (RollupShape shape in Enum.GetValues<RollupShape>())
        {
            foreach (RollupLevel level in RollupLevel.Of(shape))
            {
                long before = level.Unit == UnixTime.Minute ? Math.Max(years, rows / UnixTime.Hour * UnixTime.Hour) : years;
                await RemoveAsync(steps, level.Table, RollupColumns.Key(shape), before / level.Unit, cancellationToken);
            }
        }

        // What waits to be added up is of hours.
        await RemoveAsync(steps, "rollup_host_recent", ["client_id", "number"], years / UnixTime.Hour, cancellationToken);
    }

    private async Task RemoveAsync(
        WriteSteps steps, string table, IReadOnlyList<string> key, long before, CancellationToken cancellationToken)
    {
        if (_cuts.GetValueOrDefault(table) >= before)
        {
            return;
        }

        Queue<long> clients = await database.ReadAsync(connection => Clients(connection, table, before), cancellationToken);
        if (clients.Count > 0)
        {
            await steps.RunAsync(
                (connection, transaction, lines) => RemoveStep(connection, transaction, table, key, before, clients, lines), cancellationToken);
        }

        _cuts[table] = before;
    }

    /// <summary>Those that have a line before the time, 0 for everybody among them.</summary>
    private static Queue<long> Clients(SqliteConnection connection, string table, long before) => new(connection.Query<long>(
        $"""
        SELECT c.id FROM (SELECT 0 AS id UNION ALL SELECT id FROM client) c
        WHERE EXISTS (SELECT 1 FROM {table} r WHERE r.client_id = c.id AND r.time < @before)
        """,
        new { before }));

    private static bool RemoveStep(
        SqliteConnection connection, SqliteTransaction transaction, string table, IReadOnlyList<string> columns, long before,
        Queue<long> clients, int lines)
    {
        string key = string.Join(", ", columns);
        string sql = $"""
            DELETE FROM {table} WHERE ({key}) IN (
                SELECT {key} FROM {table} WHERE client_id = @client AND time < @before ORDER BY time LIMIT @left)
            """;
        int left = lines;
        while (left > 0 && clients.TryPeek(out long client))
        {
            int gone = connection.Execute(sql, new { client, before, left }, transaction);
            if (gone < left)
            {
                clients.Dequeue();
            }

            left -= Math.Max(gone, 1);
        }

        return clients.Count > 0;
    }
}
