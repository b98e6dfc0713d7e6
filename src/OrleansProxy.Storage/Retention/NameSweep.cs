using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Retention;

/// <summary>
/// Removes names that are stored once and that no row and no sum is called by any more. A name may come again while it looks: what the
/// writer remembers stays, whatever was found.
/// </summary>
internal sealed class NameSweep(SqliteDatabase database, SqliteTrafficStore store)
{
    private const int RowsRead = 20_000;

    /// <summary>Names that no index leads to: each row has to be looked at.</summary>
    private static readonly (string Table, string Column)[] Unindexed =
        [("agent", "agent_id"), ("upstream", "upstream_id"), ("rule_text", "rule_id"), ("error_text", "error_id")];

    /// <summary>Names that an index leads to, and the sums that keep one besides.</summary>
    private static readonly (string Table, string IsUsed)[] Indexed =
    [
        ("host", """
            EXISTS (SELECT 1 FROM traffic t WHERE t.host_id = n.id)
            OR n.id IN (SELECT r.host_id FROM rollup_host_block r WHERE r.client_id = 0)
            OR n.id IN (SELECT r.host_id FROM rollup_host_recent r WHERE r.client_id = 0)
            """),
        ("client", """
            EXISTS (SELECT 1 FROM traffic t WHERE t.client_id = n.id)
            OR EXISTS (SELECT 1 FROM rollup_block r WHERE r.client_id = n.id)
            """),
        ("user_name", "EXISTS (SELECT 1 FROM traffic t WHERE t.user_id = n.id)"),
    ];

    /// <summary>Looks once, and removes what it finds.</summary>
    public async Task RunAsync(WriteSteps steps, CancellationToken cancellationToken)
    {
        foreach ((string table, string isUsed) in Indexed)
        {
            var unused = new Queue<long>(await database.ReadAsync(
                connection => connection.Query<long>($"SELECT n.id FROM {table} n WHERE NOT ({isUsed})"), cancellationToken));
            await RemoveAsync(steps, table, unused, cancellationToken);
        }

        HashSet<long>[] used = await UsedAsync(cancellationToken);
        for (int i = 0; i < Unindexed.Length; i++)
        {
            string table = Unindexed[i].Table;
            HashSet<long> found = used[i];
            var unused = new Queue<long>(await database.ReadAsync(
                connection => connection.Query<long>($"SELECT id FROM {table}").Where(id => !found.Contains(id)).ToList(), cancellationToken));
            await RemoveAsync(steps, table, unused, cancellationToken);
        }
    }

    /// <summary>What the rows are called by, for each of <see cref="Unindexed"/>.</summary>
    private async Task<HashSet<long>[]> UsedAsync(CancellationToken cancellationToken)
    {
        HashSet<long>[] used = [.. Unindexed.Select(_ => new HashSet<long>())];
        long? after = -1;
        while (after is { } last)
        {
            // A part at a time: a reader that stands for long would keep the journal from being emptied.
            after = await database.ReadAsync(connection => Read(connection, last, used), cancellationToken);
        }

        return used;
    }

    /// <summary>Reads some rows; the key of the last of them, null after the end.</summary>
    private static long? Read(SqliteConnection connection, long after, HashSet<long>[] used)
    {
        using var rows = new PreparedStatement(
            connection,
            $"SELECT id, {string.Join(", ", Unindexed.Select(name => name.Column))} FROM traffic WHERE id > ? ORDER BY id LIMIT {RowsRead}");
        rows.Bind(1, after);
        long? last = null;
        while (rows.Read())
        {
            last = rows.Number(0);
            for (int i = 0; i < used.Length; i++)
            {
                if (!rows.IsNull(i + 1))
                {
                    used[i].Add(rows.Number(i + 1));
                }
            }
        }

        return last;
    }

    private Task RemoveAsync(WriteSteps steps, string table, Queue<long> unused, CancellationToken cancellationToken) => unused.Count == 0
        ? Task.CompletedTask
        : steps.RunAsync(
            (connection, transaction, names) =>
            {
                IReadOnlySet<long> remembered = store.Remembered(table);
                for (int i = 0; i < names && unused.TryDequeue(out long id); i++)
                {
                    if (!remembered.Contains(id))
                    {
                        connection.Execute($"DELETE FROM {table} WHERE id = @id", new { id }, transaction);
                    }
                }

                return unused.Count > 0;
            },
            cancellationToken);
}
