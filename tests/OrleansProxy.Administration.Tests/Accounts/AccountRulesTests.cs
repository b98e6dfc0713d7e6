using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Administration.Tests.Accounts;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_password_has_8_to_256_characters(int length, bool taken) =>
        Assert.Equal(taken, AccountRules.RefusePassword(new string('x', length)) is null);

    [Theory]
    [InlineData("admin", true)]
    [InlineData("Ada Lovelace", true)]
    [InlineData("", false)]
    [InlineData(" admin", false)]
    [InlineData("ad\nmin", false)]
    public void A_name_is_plain_text_without_spaces_around_it(string name, bool taken) =>
        Assert.Equal(taken, AccountRules.RefuseName(name) is null);
}
