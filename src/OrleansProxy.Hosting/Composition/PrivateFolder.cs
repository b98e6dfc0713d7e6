namespace OrleansProxy.Hosting.Composition;

/// <summary>Makes folders that only their owner can enter.</summary>
internal static class PrivateFolder
{
    /// <summary>What such a folder's mode is: 0700.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder and each one above it that is missing; those that are there keep their mode.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static DirectoryInfo Create(string path)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(path))
        {
            return Directory.CreateDirectory(path);
        }

        // One level at a time: the system gives the mode to the last level alone.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent)
        {
            Create(parent);
        }

        return Directory.CreateDirectory(path, Mode);
    }
}
