using System.Text;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Policy.Tests.Credentials;

public sealed class BasicSchemeTests
{
    [Theory]
    [InlineData("Basic YWxpY2U6cGFzcw==", "alice", "pass")]
    [InlineData("bAsIc YWxpY2U6cGFzcw==", "alice", "pass")]
    [InlineData("Basic    YWxpY2U6cGFzcw==", "alice", "pass")]
    [InlineData("Basic YWxpY2U6cDphOnNz", "alice", "p:a:ss")]
    [InlineData("Basic YWxpY2U6", "alice", "")]
    [InlineData("Basic OnBhc3M=", "", "pass")]
    [InlineData("Basic asO2cmc6w6TigqzwnZSg", "jörg", "ä€\U0001D520")]
    public void Name_and_password_are_parted_at_the_first_colon_and_read_as_UTF_8(string field, string name, string password)
    {
        Assert.True(TryRead(field, out (string, string) read));
        Assert.Equal((name, password), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("BasicYWxpY2U6cGFzcw==")]
    [InlineData("Bearer YWxpY2U6cGFzcw==")]
    [InlineData("Digest username=\"alice\"")]
    [InlineData("Basic YWxpY2U6cGFzcw")] // not padded
    [InlineData("Basic YWxpY2U6 cGFzcw==")]
    [InlineData("Basic YWxpY2U6cGFzcw== ")]
    [InlineData("Basic YWxpY2U6cGFzcw==, Basic YWxpY2U6cGFzcw==")]
    [InlineData("Basic YWxpY2U-cGFzcw==")] // the other alphabet
    [InlineData("Basic YWxpY2U=")] // no colon
    [InlineData("Basic /zpwYXNz")] // not UTF-8
    [InlineData("Basic YWxpY2U6/w==")]
    public void What_is_no_Basic_credential_is_none(string field)
    {
        Assert.False(TryRead(field, out _));
    }

    [Fact]
    public void Credentials_longer_than_there_is_room_for_are_none()
    {
        string longest = Convert.ToBase64String(Encoding.ASCII.GetBytes("a:" + new string('p', BasicScheme.MaxOctets - 2)));
        string longer = Convert.ToBase64String(Encoding.ASCII.GetBytes("a:" + new string('p', BasicScheme.MaxOctets - 1)));
        Assert.True(TryRead($"Basic {longest}", out _));
        Assert.False(TryRead($"Basic {longer}", out _));
    }

    private static bool TryRead(string field, out (string Name, string Password) read)
    {
        Span<byte> room = stackalloc byte[BasicScheme.MaxOctets];
        bool isRead = BasicScheme.TryDecode(Encoding.ASCII.GetBytes(field), room, out int length)
            & BasicScheme.TrySplit(room[..length], out string name, out string password);
        read = (name, password);
        return isRead;
    }
}
