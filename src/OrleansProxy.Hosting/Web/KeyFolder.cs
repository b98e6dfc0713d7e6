using OrleansProxy.Hosting.Composition;

namespace OrleansProxy.Hosting.Web;

/// <summary>The folder of the keys that protect sessions, beside the history database, so that sessions outlive a restart.</summary>
internal static class KeyFolder
{
    private const string Name = "keys";

    /// <summary>Makes the folder if need be, enterable by its owner only, also when it was there with wider rights.</summary>
    /// <param name="databasePath">The history database.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static DirectoryInfo Open(string databasePath)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(databasePath))!, Name);
        DirectoryInfo folder = PrivateFolder.Create(path);
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = PrivateFolder.Mode;
        }

        return folder;
    }
}
