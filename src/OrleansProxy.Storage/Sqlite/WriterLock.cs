namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// Held by the one program that writes a database, through a file beside it: a second one would take the first one's open tunnels
/// for leftovers and count requests twice. The system gives it back when the holder ends, however it ends. The empty file stays:
/// removing it would let two programs lock two files of the same name.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a database, making the folder, for its owner alone, where it is missing.</summary>
    /// <exception cref="StorageException">Another program has it, or the file cannot be made.</exception>
    public static WriterLock Take(string databasePath) => TryTake(databasePath) ?? throw new StorageException(
        $"{databasePath} is in use by another OrleansProxy; stop that one, or start this one in another folder.");

    /// <summary>As <see cref="Take"/>; null when another program has it.</summary>
    /// <exception cref="StorageException">The file cannot be made.</exception>
    public static WriterLock? TryTake(string databasePath)
    {
        string path = PathOf(databasePath);
        bool isThere = File.Exists(path);
        try
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(path)!);
            return new WriterLock(OwnerOnly.OpenFile(path, FileShare.None));
        }
        catch (IOException fault) when (isThere && fault is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The database {databasePath} cannot be made: {fault.Message}", fault);
        }
    }

    /// <summary>Takes it again where its file has gone with the database: another program could take a new one. For one caller at a time.</summary>
    /// <exception cref="StorageException">As <see cref="Take"/>.</exception>
    public void Renew(string databasePath)
    {
        if (!File.Exists(PathOf(databasePath)))
        {
            FileStream gone = _file;
            _file = Take(databasePath)._file;
            gone.Dispose();
        }
    }

    public void Dispose() => _file.Dispose();

    private static string PathOf(string databasePath) => databasePath + ".lock";
}
