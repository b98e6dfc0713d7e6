using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Migrations;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>The file of a database with its tables. Thread-safe.</summary>
internal static class DatabaseFile
{
    /// <summary>A connection to the file, which and whose tables are made where they are missing.</summary>
    /// <exception cref="StorageException">It cannot be made, or is not ours to open.</exception>
    public static SqliteConnection Make(string path)
    {
        try
        {
            SqliteConnections.CreateFile(path);
            SqliteConnection writer = SqliteConnections.Open(path, SqliteOpenMode.ReadWriteCreate);
            try
            {
                SchemaUpgrade.Apply(writer, path, Migration.All);
                return writer;
            }
            catch
            {
                writer.Dispose();
                throw;
            }
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Translate(fault, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The database {path} cannot be made: {fault.Message}", fault);
        }
    }

    /// <summary>Deletes the file with what SQLite keeps beside it; only while nobody has it open.</summary>
    /// <exception cref="StorageException">It may not be deleted.</exception>
    public static void Delete(string path)
    {
        try
        {
            foreach (string suffix in (string[])["", "-wal", "-shm"])
            {
                File.Delete(path + suffix);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The database {path} cannot be made anew: {fault.Message}", fault);
        }
    }
}
