using System.Text;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// A file that lines are appended to. Before it would grow past its bound it becomes "name.1", the one before that "name.2"
/// and so on, and the oldest goes. A file that was moved or deleted by someone else is begun anew.
/// </summary>
internal sealed class RollingLogFile(string path, long rollBytes, int rollCount) : IAccessLogDestination
{
    private readonly string _path = Path.GetFullPath(path);
    private FileStream? _stream;

    public string Name => path;

    public void Write(string lines)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(lines);
        try
        {
            FileStream stream = Current();
            if (stream.Length > 0 && stream.Length + bytes.Length > rollBytes)
            {
                Roll();
                stream = Current();
            }

            stream.Write(bytes);
            stream.Flush();
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Dispose() => Close();

    private FileStream Current()
    {
        if (_stream is not null && !File.Exists(_path))
        {
            Close();
        }

        return _stream ??= Open();
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
        Close();
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

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
