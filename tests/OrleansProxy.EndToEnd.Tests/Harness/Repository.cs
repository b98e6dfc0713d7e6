namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root: the nearest folder above the test program that holds OrleansProxy.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>"Debug" or "Release", as the tests were built; the program under test is of the same build.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <summary>The built program.</summary>
    public static string ServerProgram { get; } = Path.Combine(ServerFolder, "OrleansProxy.Server.dll");

    /// <summary>The folder of the built program.</summary>
    public static string ServerFolder => Absolute($"src/OrleansProxy.Server/bin/{Configuration}/net10.0");

    /// <summary>A path below the root as an absolute one.</summary>
    public static string Absolute(string relative) => Path.Combine(Root, relative);

    /// <summary>A path as it reads from the root, with forward slashes.</summary>
    public static string Relative(string absolute) => Path.GetRelativePath(Root, absolute).Replace('\\', '/');

    /// <summary>Files of one name pattern below a folder of the repository, without what a build made.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Absolute(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansProxy.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No OrleansProxy.sln above {AppContext.BaseDirectory}.");
    }
}
