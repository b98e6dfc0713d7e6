using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void A_later_source_wins()
    {
        SettingsSnapshot settings = SettingsReader.Read(
            [Given.File(("Proxy:Port", "1"), ("Proxy:Backlog", "7")), Given.Environment(("Proxy:Port", "2")), Given.CommandLine(("Proxy:Port", "3"))]);

        Assert.Equal(3, settings.Proxy.Port);
        Assert.Equal(7, settings.Proxy.Backlog);
        Assert.Equal("the command line", settings.Origins["Proxy:Port"]);
        Assert.Equal("appsettings.json", settings.Origins["Proxy:Backlog"]);
        Assert.False(settings.Origins.ContainsKey("Proxy:Host"));
    }

    [Fact]
    public void A_list_replaces_its_default_and_the_lists_before_it()
    {
        SettingsSnapshot settings = SettingsReader.Read(
            [
                Given.File(("Proxy:ConnectPorts:0", "1"), ("Proxy:ConnectPorts:1", "2"), ("Proxy:ConnectPorts:2", "3")),
                Given.Environment(("Proxy:ConnectPorts:0", "443")),
            ]);

        Assert.Equal(["443"], settings.Destinations.ConnectPorts);
    }

    [Fact]
    public void Entries_of_a_list_stand_in_the_order_of_their_numbers()
    {
        (string, string)[] entries = [.. Enumerable.Range(0, 11).Reverse().Select(i => ($"Proxy:HttpPorts:{i}", $"{i + 1}"))];

        Assert.Equal(
            Enumerable.Range(1, 11).Select(i => $"{i}"),
            SettingsReader.Read([Given.Environment(entries)]).Destinations.HttpPorts);
    }

    [Fact]
    public void A_rule_with_a_comma_is_kept_whole_in_an_array()
    {
        SettingsSnapshot settings = SettingsReader.Read([Given.File(("Blacklist:Rules:0", "/^a{1,3}$/"))]);

        Assert.Equal(["/^a{1,3}$/"], settings.Blacklist.Rules);
    }

    [Theory]
    [InlineData("Proxy:Prot", "Proxy:Prot is not a setting: did you mean Proxy:Port?")]
    [InlineData("RateLimits:Count", "RateLimits:Count is not a setting: did you mean RateLimit:Count?")]
    [InlineData("Blacklist:Rule", "Blacklist:Rule is not a setting: did you mean Blacklist:Rules?")]
    [InlineData("Proxy:Port:0", "Proxy:Port:0 is not a setting: did you mean Proxy:Port?")]
    [InlineData("Proxy:SomethingElseEntirely", "Proxy:SomethingElseEntirely is not a setting, and no setting has a name like it.")]
    [InlineData("Colour", "Colour is not a setting, and no setting has a name like it.")]
    public void An_unknown_key_is_refused_with_the_nearest_name(string key, string message)
    {
        Assert.Equal(
            message, Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine((key, "1"))])).Message);
        Assert.Equal(
            message + " It is set in appsettings.json.",
            Assert.Throws<SettingException>(() => SettingsReader.Read([Given.File((key, "1"))])).Message);
    }

    [Fact]
    public void Other_programs_variables_are_none_of_our_business()
    {
        SettingsSnapshot settings = SettingsReader.Read(
            [Given.Environment(("PATH", "/bin"), ("Proxy", "http://x"), ("LOG", "1"), ("DOTNET:gcServer", "1"))]);

        Assert.Equal(8080, settings.Proxy.Port);
    }

    [Fact]
    public void Keys_are_read_without_regard_to_case() =>
        Assert.Equal(3128, SettingsReader.Read([Given.Environment(("PROXY:PORT", "3128"))]).Proxy.Port);

    [Fact]
    public void A_bad_value_says_where_it_is_set() => Assert.Equal(
        "Proxy:Port is \"abc\": a whole number from 1 to 65535 (or 0 for a free port) is allowed. It is set in the environment.",
        Assert.Throws<SettingException>(() => SettingsReader.Read([Given.Environment(("Proxy:Port", "abc"))])).Message);

    [Fact]
    public void A_bad_value_on_many_lines_is_shown_on_one()
    {
        SettingException exception = Assert.Throws<SettingException>(
            () => SettingsReader.Read([Given.CommandLine(("Proxy:Port", "a\nb" + new string('x', 1_000)))]));

        Assert.DoesNotContain('\n', exception.Message);
        Assert.True(exception.Message.Length < 250);
    }

    [Fact]
    public void A_bad_secret_is_not_shown() => Assert.Equal(
        "Admin:InitialPassword is \"(hidden)\": a password of 8 to 256 characters, or nothing, is allowed.",
        Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine(("Admin:InitialPassword", "s3cret"))])).Message);

    [Fact]
    public void An_empty_secret_is_none() =>
        Assert.Null(SettingsReader.Read([Given.CommandLine(("Admin:InitialPassword", ""))]).Admin.InitialPassword);

    [Fact]
    public void A_bad_range_and_a_bad_pattern_say_why()
    {
        Assert.EndsWith(
            "has no prefix length from 0 to 32 after the slash.",
            Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine(("RateLimit:Exempt", "10.0.0.0/33"))])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Blacklist:Rules is \"/(/\": a list of rules",
            Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine(("Blacklist:Rules", "/(/"))])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_entries_than_a_list_may_have_are_refused()
    {
        string many = string.Join(',', Enumerable.Repeat("10.0.0.1", 10_001));

        Assert.EndsWith(
            "At most 10000 entries are allowed.",
            Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine(("Proxy:AllowClients", many))])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Proxy_and_portal_cannot_share_a_port() => Assert.Equal(
        "Admin:Port is \"8080\": a port other than Proxy:Port is allowed, for both listen on 127.0.0.1.",
        Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine(("Admin:Port", "8080"))])).Message);
}
