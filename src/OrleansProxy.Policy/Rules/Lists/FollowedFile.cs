namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>One file of a list, with what was last read of it. For one thread at a time.</summary>
internal sealed class FollowedFile(string path)
{
    private const int NoBuffer = 0;

    private readonly string _name = Path.GetFileName(path);
    private string? _seenStamp;
    private string? _readStamp;
    private string _fault = "";

    /// <summary>What is in force of it; null when it could never be read.</summary>
    public LoadedList? List { get; private set; }

    /// <summary>How it stands with it.</summary>
    public ListStatus Status => new(_name, List?.Count ?? 0, List?.Skipped ?? 0, List?.ReadAt, _fault);

    /// <summary>Reads the file if it is new, or has changed and then rested since the last look.</summary>
    /// <returns>Whether anything is different now.</returns>
    public bool Look(TimeProvider time, CancellationToken cancellationToken)
    {
        string stamp = Stamp();
        bool isDue = stamp != _readStamp && (_seenStamp is null || stamp == _seenStamp);
        _seenStamp = stamp;
        if (!isDue)
        {
            return false;
        }

        (LoadedList? list, string fault) before = (List, _fault);
        _readStamp = TryRead(time, cancellationToken) ? stamp : null;
        return before != (List, _fault);
    }

    /// <summary>False when it is worth trying again although the file stays as it is, as after its owner gives us the right to read it.</summary>
    private bool TryRead(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            FileInfo file = Target();
            Check(file);
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, NoBuffer);
            List = ListReader.Read(stream, _name, time.GetUtcNow(), cancellationToken);
            _fault = "";
            return true;
        }
        catch (ListException exception)
        {
            _fault = exception.Message;
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            _fault = "There is no such file.";
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _fault = "The file cannot be read.";
            return false;
        }
    }

    /// <summary>
    /// To open a pipe or a device may wait for ever, and they have the length 0 as an empty file has, which is nearly always a
    /// download that failed: neither is opened.
    /// </summary>
    private static void Check(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new ListException("It is a folder, not a file.");
        }

        if (file.Exists && file.Length == 0)
        {
            throw new ListException("It is empty, or no regular file; a list without names has a comment at least.");
        }
    }

    /// <summary>The file itself where the path is a link, since a link does not change when what it leads to does.</summary>
    private FileInfo Target()
    {
        var file = new FileInfo(path);
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    private string Stamp()
    {
        try
        {
            FileInfo file = Target();
            return file.Exists ? $"{file.FullName}/{file.LastWriteTimeUtc.Ticks}/{file.Length}" : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A loop of links, or a folder that is closed to us: what the reading meets as well, and says.
            return "";
        }
    }
}
