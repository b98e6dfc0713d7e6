namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// Held by the one program that writes a database, through a file beside it: a second one would take the first one's open tunnels
/// for leftovers and count requests twice. The system gives it back when the holder dies. The file stays, since removing it would
/// let two programs lock two files of the same name.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a database.</summary>
    /// <exception cref="StorageException">Another program has it, or the file cannot be made.</exception>
    public static WriterLock Take(string databasePath)
    {
        string path = databasePath + ".lock";
        try
        {
            return new WriterLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault)
        {
            throw new StorageException(
                $"The database {databasePath} is being written by another run of this program, which holds {path}: {fault.Message}", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StorageException($"The file {path} cannot be made: {fault.Message}", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}
