using OrleansProxy.Policy.Destinations;

namespace OrleansProxy.Policy.Tests.Destinations;

public sealed class PortSetTests
{
    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    [InlineData(1023, false)]
    [InlineData(1024, true)]
    [InlineData(65535, true)]
    [InlineData(0, false)]
    public void A_set_holds_its_ports_and_ranges_with_both_ends(int port, bool held)
    {
        Assert.Equal(held, PortSet.Parse(["80", "1024-65535"]).Contains(port));
    }

    [Fact]
    public void A_set_is_written_as_its_entries()
    {
        Assert.Equal("80, 443, 1024-65535", PortSet.Parse([" 80", "443-443", "1024 - 65535"]).ToString());
        Assert.Equal("no port", PortSet.Parse([]).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("http")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-80")]
    [InlineData("90-80")]
    [InlineData("1-2-3")]
    [InlineData("80-")]
    [InlineData("99999999999")]
    public void A_text_that_is_no_port_is_refused_with_a_sentence_that_quotes_it(string text)
    {
        Assert.False(PortSet.TryParse(["80", text], out PortSet? ports, out string error));
        Assert.Null(ports);
        Assert.StartsWith($"'{text}' ", error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => PortSet.Parse([text]));
    }
}
