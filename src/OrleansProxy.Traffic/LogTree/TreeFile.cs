namespace OrleansProxy.Traffic.LogTree;

/// <summary>
/// Writes files that their owner alone reads, making the folders above them where they are missing. A file is open only while it is
/// written, so that one that was moved or deleted meanwhile is begun anew. For one thread at a time.
/// </summary>
internal static class TreeFile
{
    private const UnixFileMode FileAccessMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = FileAccessMode | UnixFileMode.UserExecute;

    /// <summary>Appends whole lines: all of them or, on a full disk, none.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Append(string path, ReadOnlySpan<byte> lines)
    {
        using FileStream stream = OpenInFolder(path, FileMode.Append);
        long before = stream.Length;
        try
        {
            stream.Write(lines);
        }
        catch (IOException)
        {
            // Half a line would spoil the next one, too.
            stream.SetLength(before);
            throw;
        }
    }

    /// <summary>Puts a file in the place of an older one once it is whole.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string part = path + ".part";
        if (File.Exists(part))
        {
            File.Delete(part);
        }

        using (FileStream stream = OpenInFolder(part, FileMode.CreateNew))
        {
            stream.Write(content);
        }

        File.Move(part, path, overwrite: true);
    }

    private static FileStream OpenInFolder(string path, FileMode mode)
    {
        try
        {
            return Open(path, mode);
        }
        catch (DirectoryNotFoundException)
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            return Open(path, mode);
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileAccessMode;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes the folder and each one above it that is missing; one level at a time, as the system gives the mode to the last alone.</summary>
    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } parent)
        {
            CreateFolder(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode);
        }
    }
}
