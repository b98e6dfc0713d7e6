using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Tests.Configuration;

public sealed class SettingsTableTests
{
    [Fact]
    public void The_page_in_docs_is_what_the_catalogue_says() =>
        Assert.Equal(SettingsTable.Markdown(), File.ReadAllText(Path.Combine(Root(), "docs", "settings.md")));

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OrleansProxy.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository's root is not above the tests.");
        }

        return folder;
    }
}
