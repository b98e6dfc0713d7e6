namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Held for as long as this program writes a database, so that a second start over the same file neither ends the first one's
/// tunnels nor deletes its demo. The system frees it when the process ends, however it ends; the empty file stays.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _file;

    private DatabaseLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, making the folder, for its owner alone, where it is missing.</summary>
    /// <param name="databasePath">The database that is to be written.</param>
    /// <exception cref="IOException">Another process holds it, or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static DatabaseLock Take(string databasePath)
    {
        string path = Path.GetFullPath(databasePath) + ".lock";
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        bool isThere = File.Exists(path);
        try
        {
            return new DatabaseLock(new FileStream(path, options));
        }
        catch (IOException exception) when (isThere && exception is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new IOException($"{databasePath} is in use by another OrleansProxy; stop that one, or start this one in another folder.", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
