using OrleansProxy.Hosting.Reports;
using OrleansProxy.Hosting.Tests.Running;

namespace OrleansProxy.Hosting.Tests.Reports;

public sealed class OwnerFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, "below", "out.csv");

    [Fact]
    public async Task It_is_its_owners_alone_and_takes_the_place_of_an_older_one()
    {
        await WriteAsync("one");
        await WriteAsync("two");

        Assert.Equal("two", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task What_is_cut_short_leaves_the_older_one_and_nothing_else()
    {
        await WriteAsync("one");

        await Assert.ThrowsAsync<OperationCanceledException>(() => OwnerFile.WriteAsync<int>(File, async output =>
        {
            await output.WriteAsync(new byte[1_000], TestContext.Current.CancellationToken);
            throw new OperationCanceledException();
        }));

        Assert.Equal("one", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task A_link_stays_a_link()
    {
        string target = Path.Combine(_folder.Path, "target.csv");
        await System.IO.File.WriteAllTextAsync(target, "old", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.CreateSymbolicLink(File, target);

        await WriteAsync("new");

        Assert.NotNull(new FileInfo(File).LinkTarget);
        Assert.Equal("new", await System.IO.File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_is_no_file() =>
        await Assert.ThrowsAsync<IOException>(() => OwnerFile.WriteAsync(_folder.Path, _ => Task.FromResult(0)));

    private Task<int> WriteAsync(string text) => OwnerFile.WriteAsync(File, async output =>
    {
        await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        return 0;
    });
}
