using OrleansProxy.Administration.Accounts;
using OrleansProxy.Hosting.Composition;

namespace OrleansProxy.Hosting.Tests.Composition;

public sealed class Pbkdf2VerifierTests
{
    [Fact]
    public async Task Only_the_password_that_was_hashed_is_right_and_none_for_an_unknown_user()
    {
        var hasher = new PasswordHasher();
        var verifier = new Pbkdf2Verifier(hasher);
        string hash = await hasher.HashAsync("open sesame", TestContext.Current.CancellationToken);
        Assert.True(await verifier.VerifyAsync("open sesame", hash));
        Assert.False(await verifier.VerifyAsync("open Sesame", hash));
        Assert.False(await verifier.VerifyAsync("open sesame", null));
        Assert.False(await verifier.VerifyAsync("open sesame", "no hash at all"));
    }
}
