using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Tests;

/// <summary>A connection of someone else to the file, as the sqlite3 shell would have.</summary>
internal static class Shell
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    /// <summary>Runs one statement and gives its rows, each column as text.</summary>
    public static List<string[]> Ask(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        return Ask(connection, sql);
    }

    public static List<string[]> Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))]);
        }

        return rows;
    }
}
