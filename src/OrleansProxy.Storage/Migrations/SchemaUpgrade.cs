using Dapper;
using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Migrations;

/// <summary>Brings a database to the schema of this program, or says why it cannot.</summary>
internal static class SchemaUpgrade
{
    /// <summary>Marks our files (<c>PRAGMA application_id</c>), so that another program's database is told apart.</summary>
    public const int ApplicationId = 0x4F727058;

    /// <summary>Prepares an empty file, and runs every step that is missing, each in a transaction.</summary>
    /// <exception cref="StorageException">The file is another program's, or a newer version's.</exception>
    public static void Apply(SqliteConnection connection, string path, IReadOnlyList<Migration> migrations)
    {
        if (Check(connection, path, migrations) == 0)
        {
            // Takes effect only in a file without tables, and before the journal mode writes the first page.
            connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        }

        connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");

        // A step that rewrites a large table keeps a copy of it until it has succeeded, and sorts it for an index: not in memory.
        connection.Execute("PRAGMA temp_store = FILE");
        foreach (Migration migration in migrations)
        {
            Apply(connection, migration);
        }

        connection.Execute("PRAGMA temp_store = MEMORY");
    }

    /// <summary>The version that the file stands at, 0 when it is empty.</summary>
    /// <exception cref="StorageException">The file is another program's, or a newer version's.</exception>
    public static int Check(SqliteConnection connection, string path, IReadOnlyList<Migration> migrations)
    {
        bool isOurs = connection.ExecuteScalar<int>("PRAGMA application_id") == ApplicationId;
        if (!isOurs && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema") > 0)
        {
            throw new StorageException(
                $"The database {path} belongs to another program. Move it away, or name another file in History:Path.");
        }

        int version = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (version > migrations[^1].Version)
        {
            throw new StorageException(
                $"The database {path} was written by a newer version of this program (schema {version}, this one knows "
                + $"{migrations[^1].Version}). Start the newer program, or name another file in History:Path.");
        }

        return version;
    }

    private static void Apply(SqliteConnection connection, Migration migration)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);

        // Asked inside the transaction: another process may have done this step meanwhile.
        if (connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction) < migration.Version)
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute(
                $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {migration.Version}", transaction: transaction);
        }

        transaction.Commit();
    }
}
