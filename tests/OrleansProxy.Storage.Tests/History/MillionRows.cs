using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Tests.History;

/// <summary>
/// A database with a million rows of 40 clients and 2,000 hosts, made once for all tests of a class, and a copy of it that somebody
/// has analysed. Sums are of the few records that the program wrote.
/// </summary>
public sealed class MillionRows : IAsyncLifetime
{
    private const int Rows = 1_000_000;

    private readonly TempFolder _folder = new();

    /// <summary>The database as the program leaves it, or after ANALYZE.</summary>
    internal string Path(bool isAnalysed) => isAnalysed ? _folder.File("analysed.db") : _folder.DatabasePath;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await _folder.OpenWithAsync(RandomTraffic.Records(1, 2_000));
        await _folder.CloseAsync();
        using (SqliteConnection connection = Shell.Open(_folder.DatabasePath))
        {
            Fill(connection);
            Shell.Ask(connection, $"VACUUM INTO '{Path(isAnalysed: true)}'");
        }

        using SqliteConnection copy = Shell.Open(Path(isAnalysed: true));
        Shell.Ask(copy, "ANALYZE");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static void Fill(SqliteConnection connection)
    {
        Shell.Ask(connection, "PRAGMA synchronous = OFF");
        Shell.Ask(connection, $"INSERT INTO client (address) SELECT '10.1.0.' || value FROM {Series(40)}");
        Shell.Ask(connection, $"INSERT INTO host (name) SELECT 'h' || value || '.example' FROM {Series(2_000)} WHERE value > 3");
        Shell.Ask(connection, $"""
            INSERT INTO traffic (id, client_id, host_id, kind_id, path, bytes_sent, bytes_received, duration_us, rules_version, user_id, timestamp)
            SELECT 1700000000000000 + value * 1000000, (SELECT max(id) FROM client) - value * 7 % 40,
                (SELECT max(id) FROM host) - value * 7919 % 1990, 1 + value * 31 % (SELECT max(id) FROM kind), '', 1, 1, 1, 1,
                iif(value % 100 = 0, 1, NULL), strftime('%Y-%m-%dT%H:%M:%S.000Z', 1700000000 + value, 'unixepoch')
            FROM {Series(Rows)}
            """);
    }

    private static string Series(int count) =>
        $"(WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {count}) SELECT value FROM n)";
}
