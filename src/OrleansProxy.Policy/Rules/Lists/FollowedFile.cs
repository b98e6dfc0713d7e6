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
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, NoBuffer);
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

    private string Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks}/{file.Length}" : "";
    }
}
