namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// A file that lines are appended to. Before it would grow past its bound it becomes "name.1", the one before that "name.2"
/// and so on, and the oldest goes. It is opened for each batch, so that one that was moved, replaced or deleted by someone else is
/// begun anew at once. What has no length, such as a pipe, is only written to.
/// </summary>
internal sealed class RollingLogFile(string path, long rollBytes, int rollCount) : IAccessLogDestination
{
    private readonly string _path = Path.GetFullPath(path);

    public string Name => path;

    public void Write(ReadOnlySpan<byte> lines)
    {
        if (IsFullWith(lines.Length))
        {
            Roll();
        }

        using FileStream stream = Open();
        stream.Write(lines);
    }

    public void Dispose()
    {
        // Nothing is held between batches.
    }

    private bool IsFullWith(int more)
    {
        var file = new FileInfo(_path);
        return file.Exists && file.Length > 0 && file.Length + more > rollBytes;
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        return new FileStream(_path, options);
    }

    private void Roll()
    {
        if (rollCount == 0)
        {
            File.Delete(_path);
            return;
        }

        for (int i = rollCount - 1; i >= 1; i--)
        {
            if (File.Exists($"{_path}.{i}"))
            {
                File.Move($"{_path}.{i}", $"{_path}.{i + 1}", overwrite: true);
            }
        }

        File.Move(_path, $"{_path}.1", overwrite: true);
    }
}
