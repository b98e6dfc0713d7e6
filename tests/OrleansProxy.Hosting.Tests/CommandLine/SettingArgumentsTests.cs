using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Tests.CommandLine;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void Settings_are_parted_from_the_rest()
    {
        SettingArguments split = SettingArguments.Split(
            ["3128", "--Cache:Enabled", "false", "Log", "--RateLimit:Period=1 min", "--yes", "--Blacklist:Rules==example.com"]);

        Assert.Equal(
            [("Cache:Enabled", "false"), ("RateLimit:Period", "1 min"), ("Blacklist:Rules", "=example.com")],
            split.Settings.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["3128", "Log", "--yes"], split.Rest);
    }

    [Theory]
    [InlineData("--Cache:Enabled")]
    [InlineData("--Cache:Enabled", "--Proxy:Port", "1")]
    public void A_setting_without_a_value_is_refused(params string[] args) => Assert.Equal(
        "Cache:Enabled has no value: true or false is allowed.",
        Assert.Throws<SettingException>(() => SettingArguments.Split(args)).Message);
}
