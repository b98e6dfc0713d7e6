using Dapper;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Recording;

/// <summary>Tunnels that stood when the program was killed: their ends were never recorded and never will be.</summary>
internal static class InterruptedTunnels
{
    private const string Sql = """
        INSERT OR IGNORE INTO error_text (name)
            SELECT 'The proxy ended before the tunnel did.' WHERE EXISTS (SELECT 1 FROM traffic WHERE tunnel IS NOT NULL);
        UPDATE traffic
        SET tunnel = NULL, error_id = (SELECT id FROM error_text WHERE name = 'The proxy ended before the tunnel did.')
        WHERE tunnel IS NOT NULL;
        """;

    /// <summary>Closes their rows; for the start, before anything is recorded.</summary>
    public static Task CloseAsync(SqliteDatabase database, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => connection.Execute(Sql, transaction: transaction), cancellationToken);
}
