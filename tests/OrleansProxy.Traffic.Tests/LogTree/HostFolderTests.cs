using OrleansProxy.Traffic.LogTree;

namespace OrleansProxy.Traffic.Tests.LogTree;

public sealed class HostFolderTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.com", "example.com")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "[2001-db8--1]")]
    [InlineData("2001-db8--1", "2001-db8--1")]
    [InlineData("_dmarc.example.com", "_dmarc.example.com")]
    [InlineData("", "(no host)")]
    [InlineData("(no host)", "%28no%20host%29")]
    [InlineData(".", "%2e")]
    [InlineData("..", "%2e%2e")]
    [InlineData("...", "%2e%2e%2e")]
    [InlineData(".hidden", "%2ehidden")]
    [InlineData("trailing.", "trailing%2e")]
    [InlineData("../../etc/passwd", "%2e%2e%2f..%2fetc%2fpasswd")]
    [InlineData("a\\b", "a%5cb")]
    [InlineData("a\0b", "a%00b")]
    [InlineData("a:b", "a%3ab")]
    [InlineData("c:", "c%3a")]
    [InlineData("100%", "100%25")]
    [InlineData("bücher", "b%c3%bccher")]
    [InlineData("con", "%63on")]
    [InlineData("NUL", "%6eul")]
    [InlineData("aux.example.com", "%61ux.example.com")]
    [InlineData("lpt1", "%6cpt1")]
    [InlineData("console.example", "console.example")]
    [InlineData("conin$", "%63onin%24")]
    public void A_host_has_one_plain_name(string host, string name) => Assert.Equal(name, HostFolder.Of(host));

    [Theory]
    [InlineData('a')]
    [InlineData('/')]
    [InlineData(':')]
    public void A_long_host_has_a_short_name_that_no_other_has(char filling)
    {
        string host = new(filling, 300);

        Assert.InRange(HostFolder.Of(host).Length, 1, 200);
        Assert.NotEqual(HostFolder.Of(host), HostFolder.Of(host + filling));
    }

    [Fact]
    public void Nobody_can_write_a_host_that_has_the_folder_of_another()
    {
        string[] hosts =
        [
            "..", "%2e%2e", ".", "%2e", "con", "%63on", "a/b", "a%2fb", "a~b", "[::1]", "::1", "[--1]", "(other hosts)", "", new('x', 300),
            HostFolder.Of(new string('x', 300)),
        ];

        Assert.Equal(hosts.Length, hosts.Select(HostFolder.Of).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(hosts, host => Assert.Equal(Path.GetFileName(HostFolder.Of(host)), HostFolder.Of(host)));
    }
}
