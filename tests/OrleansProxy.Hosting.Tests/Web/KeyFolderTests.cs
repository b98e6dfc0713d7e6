using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Hosting.Web;

namespace OrleansProxy.Hosting.Tests.Web;

public sealed class KeyFolderTests
{
    [Fact]
    public void The_keys_lie_beside_the_database_for_their_owner_only_even_when_the_folder_was_open_before()
    {
        using var folder = new TemporaryFolder();
        string database = Path.Combine(folder.Path, "Logs", "Database", "traffic.db");
        string expected = Path.Combine(folder.Path, "Logs", "Database", "keys");
        Directory.CreateDirectory(expected);

        DirectoryInfo keys = KeyFolder.Open(database);

        Assert.Equal(expected, keys.FullName);
        Assert.True(
            OperatingSystem.IsWindows()
            || File.GetUnixFileMode(expected) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }
}
