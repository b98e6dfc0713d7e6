namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>Programs that some tests need; where one is missing, the test is skipped and says so.</summary>
internal static class RequiredProgram
{
    /// <summary>The absolute path of the first of these that is installed; otherwise the test ends here, skipped.</summary>
    public static string Find(params string[] names)
    {
        string? found = FindOrDefault(names);
        Assert.SkipUnless(
            found is not null, $"{names[0]} is not installed (as root on Debian, ops/test.sh --install installs it)");
        return found!;
    }

    private static string? FindOrDefault(string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
