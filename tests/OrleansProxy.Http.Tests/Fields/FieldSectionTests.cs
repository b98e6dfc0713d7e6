using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Tests.Fields;

public sealed class FieldSectionTests
{
    private readonly FieldSection _fields =
        Wire.Request("GET / HTTP/1.1\r\nAccept: a, b\r\nX: \u00e9\r\nACCEPT: C ,\"d,e\"\r\nX-Y:\r\n\r\n").Fields;

    [Fact]
    public void Lines_are_found_by_name_without_regard_to_case()
    {
        Assert.Equal(0, _fields.IndexOf("accept"u8));
        Assert.Equal(2, _fields.IndexOf("accept"u8, 1));
        Assert.Equal(-1, _fields.IndexOf("accept"u8, 3));
        Assert.Equal(2, _fields.CountOf("accept"u8));
        Assert.Equal(0, _fields.CountOf("accep"u8));
        Assert.True(_fields.Contains("x-y"u8));
        Assert.False(_fields.Contains("y"u8));
    }

    [Fact]
    public void Values_are_given_as_octets_or_as_text_one_character_an_octet()
    {
        Assert.Equal("\u00e9", _fields.GetText("x"u8));
        Assert.Equal("", _fields.GetText("x-y"u8));
        Assert.Null(_fields.GetText("y"u8));
        Assert.True(_fields.TryGetFirst("accept"u8, out ReadOnlySpan<byte> value));
        Assert.Equal("a, b", Wire.Text(value));
        Assert.False(_fields.TryGetFirst("y"u8, out value));
        Assert.True(value.IsEmpty);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("c", true)]
    [InlineData("\"d,e\"", true)]
    [InlineData("e", false)]
    [InlineData("a, b", false)]
    public void A_list_is_searched_over_all_its_lines(string member, bool expected) =>
        Assert.Equal(expected, _fields.ListContains("accept"u8, Wire.Octets(member)));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void There_is_no_line_outside_of_the_section(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _fields.IsHopByHop(index));
}
