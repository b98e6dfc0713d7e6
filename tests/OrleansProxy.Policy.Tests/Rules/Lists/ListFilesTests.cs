using System.Diagnostics;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Rules.Lists;

public sealed class ListFilesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("orleansproxy-").FullName;
    private readonly ListFiles _files;
    private int _writes;

    public ListFilesTests() => _files = new ListFiles(_time);

    private string Path => System.IO.Path.Combine(_folder, "ads.txt");

    private ListStatus Status => Assert.Single(_files.Current.Status);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_at_the_first_look_and_not_again()
    {
        Write("one.example\nnonsense");
        Assert.True(Look());
        Assert.Equal(new ListStatus("ads.txt", 1, 1, _time.GetUtcNow(), ""), Status);
        RuleLists before = _files.Current;
        Assert.False(Look());
        Assert.Same(before, _files.Current);
    }

    [Fact]
    public void A_change_is_read_when_it_has_rested_for_one_look()
    {
        Write("one.example");
        Look();
        Write("one.example\ntwo.exam");
        Assert.False(Look());
        Write("one.example\ntwo.example\nthree.example");
        Assert.False(Look());
        Assert.True(Look());
        Assert.Equal(3, Status.Entries);
    }

    [Theory]
    [InlineData("<html>gone</html>", "It is a web page, not a list.")]
    [InlineData("\0", "It is not a text.")]
    [InlineData(null, "There is no such file.")]
    public void What_was_read_last_stays_in_force_when_the_file_cannot_be_taken(string? text, string fault)
    {
        Write("one.example");
        Look();
        DateTimeOffset read = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(1));
        Write(text);
        Look();
        Assert.True(Look());
        Assert.Equal(new ListStatus("ads.txt", 1, 0, read, fault), Status);
        Assert.Single(_files.Current.Matches("one.example"));
        Write("two.example");
        Look();
        Assert.True(Look());
        Assert.Equal("", Status.Fault);
        Assert.Empty(_files.Current.Matches("one.example"));
    }

    [Fact]
    public void A_file_that_was_never_there_is_a_fault_and_no_list()
    {
        Assert.True(Look());
        Assert.Equal(new ListStatus("ads.txt", 0, 0, null, "There is no such file."), Status);
        Assert.False(Look());
    }

    [Fact]
    public void A_path_that_is_no_longer_named_is_no_longer_in_force()
    {
        Write("one.example");
        Look();
        Assert.True(_files.Look([], TestContext.Current.CancellationToken));
        Assert.Empty(_files.Current.Status);
        Assert.Empty(_files.Current.Matches("one.example"));
    }

    [Fact]
    public void A_folder_is_no_list()
    {
        _files.Look([_folder], TestContext.Current.CancellationToken);
        Assert.Equal("It is a folder, not a file.", Status.Fault);
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_no_list_and_is_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "This system has no named pipes in folders.");
        using (var mkfifo = Process.Start("mkfifo", [Path]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, mkfifo.ExitCode);
        }

        Assert.True(await Task.Run(Look).WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal("It is empty, or no regular file; a list without names has a comment at least.", Status.Fault);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/tty")]
    public async Task A_device_is_no_list(string device)
    {
        Assert.SkipUnless(File.Exists(device), "This system has no such device.");
        Assert.True(await Task.Run(() => _files.Look([device], TestContext.Current.CancellationToken))
            .WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.StartsWith("It is empty, or no regular file", Status.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emptied_file_leaves_in_force_what_was_read_last_and_one_with_a_comment_does_not()
    {
        Write("one.example");
        Look();
        Write("");
        Look();
        Assert.True(Look());
        Assert.Single(_files.Current.Matches("one.example"));
        Write("# nothing any more");
        Look();
        Assert.True(Look());
        Assert.Equal("", Status.Fault);
        Assert.Empty(_files.Current.Matches("one.example"));
    }

    [Fact]
    public void A_link_is_followed_when_what_it_leads_to_changes_and_when_it_leads_elsewhere()
    {
        string link = System.IO.Path.Combine(_folder, "link.txt");
        string other = System.IO.Path.Combine(_folder, "other.txt");
        bool LookThere() => _files.Look([link], TestContext.Current.CancellationToken);
        Write("one.example");
        File.CreateSymbolicLink(link, Path);
        Assert.True(LookThere());
        Write("one.example\ntwo.example");
        LookThere();
        Assert.True(LookThere());
        Assert.Equal(2, Status.Entries);

        File.WriteAllText(other, "three.example\nfour.example\nfive.example");
        File.Delete(link);
        File.CreateSymbolicLink(link, other);
        LookThere();
        Assert.True(LookThere());
        Assert.Equal(new ListStatus("link.txt", 3, 0, _time.GetUtcNow(), ""), Status);
    }

    [Fact]
    public void Links_in_a_circle_are_no_list()
    {
        File.CreateSymbolicLink(Path, Path + ".other");
        File.CreateSymbolicLink(Path + ".other", Path);
        Assert.True(Look());
        Assert.NotEqual("", Status.Fault);
    }

    private bool Look() => _files.Look([Path, Path], TestContext.Current.CancellationToken);

    private void Write(string? text)
    {
        if (text is null)
        {
            File.Delete(Path);
            return;
        }

        File.WriteAllText(Path, text);
        File.SetLastWriteTimeUtc(Path, _time.GetUtcNow().UtcDateTime.AddSeconds(++_writes));
    }
}
