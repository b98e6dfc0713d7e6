namespace OrleansProxy.Administration.Setup;

/// <summary>The file that holds the set-up link, mode 0600, in a folder that is made 0700 when it did not exist.</summary>
internal static class SetupLinkFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the link into a new file, so that no one who had the old one open can read it.</summary>
    /// <exception cref="SetupException">The file cannot be written.</exception>
    public static void Write(string path, Uri link)
    {
        try
        {
            CreateFolder(path);
            File.Delete(path);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using var writer = new StreamWriter(path, options);
            writer.WriteLine(link.AbsoluteUri);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Admin:SetupLinkFile {path} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Deletes the file if it is there.</summary>
    /// <exception cref="SetupException">It is there and cannot be deleted; what it holds is worthless by then.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // No folder, no file: nothing to delete.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Admin:SetupLinkFile {path} cannot be deleted: {exception.Message}", exception);
        }
    }

    private static void CreateFolder(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
