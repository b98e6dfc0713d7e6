using OrleansProxy.Hosting.Composition;

namespace OrleansProxy.Hosting.Reports;

/// <summary>A file that its owner alone reads. It is written beside the place that it is for and moved there once it is whole.</summary>
internal static class OwnerFile
{
    /// <summary>Writes it; whatever cuts that short leaves what was there before, and nothing half written.</summary>
    /// <param name="path">Its place; a device or pipe of the system is written to as it is.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        string full = Target(path);
        if (IsOfTheSystem(full))
        {
            await using var device = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            return await write(device).ConfigureAwait(false);
        }

        if (Directory.Exists(full))
        {
            throw new IOException($"{path} is a folder.");
        }

        string part = full + ".part";
        PrivateFolder.Create(Path.GetDirectoryName(full)!);
        File.Delete(part);
        try
        {
            T result;
            await using (FileStream file = Open(part))
            {
                result = await write(file).ConfigureAwait(false);
            }

            File.Move(part, full, overwrite: true);
            return result;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Where a link leads: it is to stay a link.</summary>
    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        return !IsOfTheSystem(full) && new FileInfo(full) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full
            : full;
    }

    private static bool IsOfTheSystem(string full) => !OperatingSystem.IsWindows()
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal));
}
