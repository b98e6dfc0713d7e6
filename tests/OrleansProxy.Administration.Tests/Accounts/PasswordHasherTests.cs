using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Administration.Tests.Accounts;

public sealed class PasswordHasherTests
{
    private static readonly PasswordHasher Fast = new(iterations: 10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_is_recognised_and_a_wrong_one_is_not()
    {
        string hash = await Fast.HashAsync("correct horse", Cancel);

        Assert.True(await PasswordHasher.VerifyAsync("correct horse", hash, Cancel));
        Assert.False(await PasswordHasher.VerifyAsync("correct house", hash, Cancel));
    }

    [Fact]
    public async Task The_same_password_never_has_the_same_hash_twice() =>
        Assert.NotEqual(await Fast.HashAsync("correct horse", Cancel), await Fast.HashAsync("correct horse", Cancel));

    [Fact]
    public async Task The_default_cost_is_the_one_that_OWASP_names() =>
        Assert.StartsWith("v1.210000.", await new PasswordHasher().HashAsync("correct horse", Cancel), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("v1.10.AAAA.BBBB")]
    [InlineData("v0.10.AAAAAAAAAAAAAAAAAAAAAA==.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("v1.0.AAAAAAAAAAAAAAAAAAAAAA==.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("v1.99999999999.AAAAAAAAAAAAAAAAAAAAAA==.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_text_that_no_hasher_made_matches_nothing(string text) =>
        Assert.False(await PasswordHasher.VerifyAsync("correct horse", text, Cancel));
}
