using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Tests.Fields;

public sealed class ListMembersTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t", "")]
    [InlineData(",", "")]
    [InlineData(", ,\t,", "")]
    [InlineData("a", "[a]")]
    [InlineData(" a\t", "[a]")]
    [InlineData("a,b", "[a][b]")]
    [InlineData(",a , ,b c,", "[a][b c]")]
    [InlineData("\"a,b\",c", "[\"a,b\"][c]")]
    [InlineData("a=\"b,\\\",c\", d", "[a=\"b,\\\",c\"][d]")]
    [InlineData("a,\"b,c", "[a][\"b,c]")]
    [InlineData("\"a\\", "[\"a\\]")]
    [InlineData("a\\,b", "[a\\][b]")]
    [InlineData("\u00e9,\u0080", "[\u00e9][\u0080]")]
    public void Members_are_parted_by_commas_outside_of_quotes(string value, string expected)
    {
        string found = "";
        foreach (ReadOnlySpan<byte> member in new ListMembers(Wire.Octets(value)))
        {
            found += $"[{Wire.Text(member)}]";
        }

        Assert.Equal(expected, found);
    }
}
