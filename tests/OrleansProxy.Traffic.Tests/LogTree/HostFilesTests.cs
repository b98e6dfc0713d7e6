using OrleansProxy.Traffic.LogTree;

namespace OrleansProxy.Traffic.Tests.LogTree;

public sealed class HostFilesTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void A_host_has_a_folder_and_a_day_a_file() => Assert.Equal(
        Path.Combine("top", "example.com", "2026-03-01.jsonl"), new HostFiles("top", 2).PathOf("example.com", Day));

    [Fact]
    public void Hosts_past_the_bound_of_a_day_share_one_folder_and_those_before_keep_theirs()
    {
        var files = new HostFiles("top", 2);
        files.PathOf("a", Day);
        files.PathOf("b", Day);

        Assert.Equal(Path.Combine("top", "(other hosts)", "2026-03-01.jsonl"), files.PathOf("c", Day));
        Assert.Equal(Path.Combine("top", "a", "2026-03-01.jsonl"), files.PathOf("a", Day));
    }

    [Fact]
    public void Each_day_begins_anew_and_a_line_of_the_day_before_does_not()
    {
        var files = new HostFiles("top", 1);
        files.PathOf("a", Day);

        Assert.Equal(Path.Combine("top", "b", "2026-03-02.jsonl"), files.PathOf("b", Day.AddDays(1)));
        Assert.Equal(Path.Combine("top", "(other hosts)", "2026-03-01.jsonl"), files.PathOf("c", Day));
        Assert.Equal(Path.Combine("top", "b", "2026-03-02.jsonl"), files.PathOf("b", Day.AddDays(1)));
    }
}
