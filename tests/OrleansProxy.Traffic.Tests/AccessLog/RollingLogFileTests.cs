using System.Text;
using OrleansProxy.Traffic.AccessLog;

namespace OrleansProxy.Traffic.Tests.AccessLog;

public sealed class RollingLogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("access-log").FullName;

    private string LogPath => Path.Combine(_folder, "logs", "proxy_log.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_are_appended_to_what_is_there()
    {
        Write("one\n"u8);
        Write("two\n"u8);

        Assert.Equal("one\ntwo\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void A_file_is_rolled_before_it_grows_past_its_bound_and_the_oldest_goes()
    {
        using var log = new RollingLogFile(LogPath, rollBytes: 8, rollCount: 2);
        foreach (string line in (string[])["1111\n", "2222\n", "3333\n", "4444\n"])
        {
            log.Write(Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal("4444\n", File.ReadAllText(LogPath));
        Assert.Equal("3333\n", File.ReadAllText($"{LogPath}.1"));
        Assert.Equal("2222\n", File.ReadAllText($"{LogPath}.2"));
        Assert.False(File.Exists($"{LogPath}.3"));
    }

    [Fact]
    public void With_no_rolled_files_to_keep_the_file_begins_anew()
    {
        using var log = new RollingLogFile(LogPath, rollBytes: 8, rollCount: 0);
        log.Write("1111\n"u8);
        log.Write("2222\n"u8);

        Assert.Equal("2222\n", File.ReadAllText(LogPath));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(LogPath)!));
    }

    [Fact]
    public void A_file_that_someone_moved_away_is_begun_anew()
    {
        using var log = new RollingLogFile(LogPath, 1_000, 1);
        log.Write("one\n"u8);
        File.Move(LogPath, $"{LogPath}.moved");
        log.Write("two\n"u8);

        Assert.Equal("two\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void A_path_that_cannot_be_opened_is_an_error_until_it_can()
    {
        Directory.CreateDirectory(LogPath);
        using var log = new RollingLogFile(LogPath, 1_000, 1);
        Assert.ThrowsAny<Exception>(() => log.Write("lost\n"u8));

        Directory.Delete(LogPath);
        log.Write("kept\n"u8);

        Assert.Equal("kept\n", File.ReadAllText(LogPath));
    }

    private void Write(ReadOnlySpan<byte> lines)
    {
        using var log = new RollingLogFile(LogPath, 1_000, 1);
        log.Write(lines);
    }
}
