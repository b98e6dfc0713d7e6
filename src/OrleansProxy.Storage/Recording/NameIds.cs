using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// The keys of names that are stored once (clients, hosts, agents): found in memory, else in the table, else added. For the
/// writer alone.
/// </summary>
internal sealed class NameIds : IDisposable
{
    private const int MaxKept = 20_000;

    private readonly SqliteCommand _find;
    private readonly SqliteCommand _add;
    private readonly Dictionary<string, long> _kept = new(StringComparer.Ordinal);

    /// <summary>Prepares the statements; table and column are ours, never a user's text.</summary>
    public NameIds(SqliteConnection connection, string table, string column)
    {
        _find = Prepare(connection, $"SELECT id FROM {table} WHERE {column} = $name");
        _add = Prepare(connection, $"INSERT INTO {table} ({column}) VALUES ($name) RETURNING id");
    }

    /// <summary>The key of a name, within the transaction.</summary>
    public long Get(string name, SqliteTransaction transaction)
    {
        if (_kept.TryGetValue(name, out long id))
        {
            return id;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        id = (long)(Run(_find, name, transaction) ?? Run(_add, name, transaction)!);
        _kept.Add(name, id);
        return id;
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$name", SqliteType.Text);
        return command;
    }

    private static object? Run(SqliteCommand command, string name, SqliteTransaction transaction)
    {
        command.Transaction = transaction;
        command.Parameters[0].Value = name;
        return command.ExecuteScalar();
    }
}
