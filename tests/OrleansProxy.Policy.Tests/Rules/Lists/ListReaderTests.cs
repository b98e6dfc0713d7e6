using System.Text;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Tests.Rules.Lists;

public sealed class ListReaderTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("  EXAMPLE.com.  \r")]
    [InlineData("example.com # why")]
    [InlineData("*.example.com")]
    [InlineData(".example.com")]
    [InlineData("||example.com^")]
    [InlineData("\uFEFFexample.com")]
    [InlineData("[Adblock Plus 2.0]\n! Title: ads\n||example.com^")]
    public void Blocks_a_domain_with_its_subdomains(string text)
    {
        LoadedList list = Read(text);
        Assert.Equal((1, 0), (list.Domains.Count, list.Skipped));
        Assert.True(Has(list.Domains, "example.com"));
    }

    [Theory]
    [InlineData("0.0.0.0 one.example two.example")]
    [InlineData("127.0.0.1\tone.example\t two.example # why\r\n")]
    [InlineData(":: one.example\n::1 two.example")]
    public void Blocks_each_name_of_a_hosts_file_by_itself(string text)
    {
        LoadedList list = Read(text);
        Assert.Equal((0, 2, 0), (list.Domains.Count, list.Hosts.Count, list.Skipped));
        Assert.True(Has(list.Hosts, "one.example") && Has(list.Hosts, "two.example"));
    }

    [Theory]
    [InlineData("127.0.0.1 localhost")]
    [InlineData("127.0.0.1 localhost.localdomain")]
    [InlineData("::1 ip6-loopback")]
    [InlineData("0.0.0.0 0.0.0.0")]
    [InlineData("192.168.1.5 printer.example")]
    [InlineData("||example.com^$third-party")]
    [InlineData("||ads*.example.com^")]
    [InlineData("||example.com")]
    [InlineData("||example.com/banner^")]
    [InlineData("example.com##.banner")]
    [InlineData("|http://example.com")]
    [InlineData("/ads[0-9]/")]
    [InlineData("@@example.com")]
    [InlineData("https://example.com/")]
    [InlineData("example.com:8080")]
    [InlineData("com")]
    [InlineData("a..example")]
    [InlineData("1.2.3")]
    public void Skips_and_counts_what_is_not_surely_a_name_to_block(string line)
    {
        LoadedList list = Read("sure.example\n" + line);
        Assert.Equal((1, 1), (list.Count, list.Skipped));
    }

    [Fact]
    public void Allows_the_domain_of_an_exception()
    {
        LoadedList list = Read("@@||example.com^");
        Assert.True(Has(list.Allowed, "example.com"));
        Assert.Equal((1, 0), (list.Count, list.Skipped));
    }

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("||zip^", "zip")]
    public void Brings_names_to_the_form_of_rules(string line, string name) => Assert.True(Has(Read(line).Domains, name));

    [Fact]
    public void An_octet_that_is_no_UTF_8_spoils_its_line_alone()
    {
        byte[] octets = [.. "one.example\nb"u8, 0xFC, .. "cher.example\n# caf"u8, 0xE9, .. "\ntwo.example"u8];
        LoadedList list = Read(new MemoryStream(octets));
        Assert.Equal((2, 1), (list.Count, list.Skipped));
    }

    [Fact]
    public void The_same_name_twice_is_one_entry() => Assert.Equal(1, Read("example.com\nEXAMPLE.com.\n||example.com^").Count);

    [Fact]
    public void An_empty_file_is_an_empty_list() => Assert.Equal(0, Read("").Count);

    [Fact]
    public void However_the_octets_come_the_list_is_the_same()
    {
        string text = string.Concat(Enumerable.Range(0, 500).Select(index => $"0.0.0.0 host{index}.example\r\n||domain{index}.example^\n"));
        LoadedList list = Read(new Trickle(Encoding.ASCII.GetBytes(text)));
        Assert.Equal((500, 500, 0), (list.Hosts.Count, list.Domains.Count, list.Skipped));
    }

    [Theory]
    [InlineData(" \n<!DOCTYPE html><html>\nexample.com", "It is a web page, not a list.")]
    [InlineData("example.com\n\0", "It is not a text.")]
    [InlineData("no\nhosts\nhere", "No line of it names a host.")]
    public void Refuses_what_is_no_list(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<ListException>(() => Read(text)).Message);

    [Theory]
    [InlineData(ListReader.MaxLineBytes)]
    [InlineData(10 * ListReader.MaxLineBytes)]
    public void Refuses_a_line_over_the_bound(int length)
    {
        ListException refused = Assert.Throws<ListException>(() => Read($"example.com\n!{new string('x', length)}\nexample.org"));
        Assert.Equal("A line of it has more than 65,536 bytes.", refused.Message);
    }

    [Fact]
    public void Refuses_octets_over_the_bound()
    {
        using var endless = new Endless();
        Assert.Equal("It has more than 256,000,000 bytes.", Assert.Throws<ListException>(() => Read(endless)).Message);
    }

    private static bool Has(NameIndex index, string name) => index.Find(name, HostHash.Of(name)) >= 0;

    private static LoadedList Read(string text) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static LoadedList Read(Stream stream) =>
        ListReader.Read(stream, "test.txt", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

    /// <summary>Gives seven octets at a time.</summary>
    private sealed class Trickle(byte[] octets) : MemoryStream(octets)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);
    }

    /// <summary>Comments without end.</summary>
    private sealed class Endless : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'#');
            buffer[^1] = (byte)'\n';
            buffer[0] = (byte)'\n';
            for (int index = 0; index < buffer.Length; index += 1_000)
            {
                buffer[index] = (byte)'\n';
            }

            return buffer.Length;
        }
    }
}
