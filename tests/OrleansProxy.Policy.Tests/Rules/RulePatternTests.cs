using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class RulePatternTests
{
    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "www.example.com", true)]
    [InlineData("example.com", "badexample.com", false)]
    [InlineData("example.com", "example.com.evil.test", false)]
    [InlineData(".example.com", "example.com", true)]
    [InlineData("=example.com", "example.com", true)]
    [InlineData("=example.com", "www.example.com", false)]
    [InlineData("*.example.com", "example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "badexample.com", false)]
    [InlineData("*ads*", "loads.example", true)]
    [InlineData("ads?.example", "ads1.example", true)]
    [InlineData("ads?.example", "ads.example", false)]
    [InlineData("ad[sz0-9].example", "ad7.example", true)]
    [InlineData("ad[!0-9].example", "ad7.example", false)]
    [InlineData("ad[^0-9].example", "adx.example", true)]
    [InlineData("*.ad*.example", "ads.example", true)]
    [InlineData("*.ad*.example", "x.ads.example", true)]
    [InlineData("example.*", "www.example.com", false)]
    [InlineData("*", "anything", true)]
    [InlineData("10.0.0.*", "10.0.0.7", true)]
    [InlineData("*.0.1", "10.0.0.1", true)]
    [InlineData("/^ads[0-9]+\\./", "ads12.example", true)]
    [InlineData("/^ads[0-9]+\\./", "x.ads12.example", false)]
    [InlineData("/ADS/", "loads.example", true)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "1.10.0.0.1", false)]
    [InlineData("[2001:DB8::1]", "2001:db8::1", true)]
    [InlineData("2001:db8:0:0::1", "2001:db8::1", true)]
    [InlineData("=[::1]", "::1", true)]
    [InlineData("2001:db8:*", "2001:db8::1", true)]
    [InlineData("BÜCHER.de", "shop.xn--bcher-kva.de", true)]
    [InlineData("*.bücher.*", "www.xn--bcher-kva.de", true)]
    public void A_pattern_covers_what_its_kind_says(string pattern, string host, bool covered)
    {
        Assert.Equal(covered, RulePattern.Parse(pattern, BlacklistMatch.Domain).Matches(host));
    }

    [Theory]
    [InlineData("ads", "loads.example", true)]
    [InlineData("ads.", "ads.example", true)]
    [InlineData("ads.", "loadsmore.example", false)]
    [InlineData("Example.COM", "www.example.com.evil.test", true)]
    [InlineData("=ads.example", "x.ads.example", false)]
    [InlineData("ads*", "loads.example", false)]
    [InlineData("10.0", "10.0.0.1", true)]
    public void A_bare_entry_is_a_part_of_the_host_where_substrings_are_wanted(string pattern, string host, bool covered)
    {
        Assert.Equal(covered, RulePattern.Parse(pattern, BlacklistMatch.Substring).Matches(host));
    }

    [Theory]
    [InlineData(" Example.COM. ", "example.com", RulePatternKind.Domain)]
    [InlineData("=WWW.example.com", "=www.example.com", RulePatternKind.Exact)]
    [InlineData("[2001:DB8:0::1]", "2001:db8::1", RulePatternKind.Exact)]
    [InlineData("192.0.2.1", "192.0.2.1", RulePatternKind.Exact)]
    [InlineData("*.EXAMPLE.com.", "*.example.com", RulePatternKind.Domain)]
    [InlineData("Ads*.Example", "ads*.example", RulePatternKind.Glob)]
    [InlineData("/^Ads/", "/^Ads/", RulePatternKind.Regex)]
    [InlineData("bücher.de", "xn--bcher-kva.de", RulePatternKind.Domain)]
    public void A_pattern_has_a_normal_form(string pattern, string text, RulePatternKind kind)
    {
        var blocking = RulePattern.Parse(pattern, BlacklistMatch.Domain);
        Assert.Equal((text, kind, RuleEffect.Block), (blocking.Text, blocking.Kind, blocking.Effect));
        var allowing = RulePattern.Parse("@@" + pattern.Trim(), BlacklistMatch.Domain);
        Assert.Equal(("@@" + text, kind, RuleEffect.Allow), (allowing.Text, allowing.Kind, allowing.Effect));
        Assert.Equal(blocking.Text, RulePattern.Parse(blocking.Text, BlacklistMatch.Domain).Text);
    }

    [Theory]
    [InlineData("", "1 to 1000 characters")]
    [InlineData(" ", "1 to 1000 characters")]
    [InlineData("a b", "U+0020")]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("@@", "nothing after '@@'")]
    [InlineData("http://example.com/path?q", "give the host alone: example.com")]
    [InlineData("@@https://example.com", "give the host alone: example.com")]
    [InlineData("example.com/path", "give the host alone: example.com")]
    [InlineData("||example.com^", "give the host alone: example.com.")]
    [InlineData("example.com:8080", "without a port")]
    [InlineData("fe80::1%eth0", "IPv6 address")]
    [InlineData(".2001:db8::1", "IPv6 address")]
    [InlineData("=*.example.com", "no wildcard")]
    [InlineData("=", "1 to 253 characters")]
    [InlineData("a..b", "Each part of a host")]
    [InlineData("<script>", "(<)")]
    [InlineData("a,b", "(,)")]
    [InlineData("*..", "Between two dots")]
    [InlineData("[a]..b", "Between two dots")]
    [InlineData("ads[", "closing ']'")]
    [InlineData("ads[]", "closing ']'")]
    [InlineData("ads[z-a]*", "'[z-a]'")]
    [InlineData("ads]*", "']'")]
    [InlineData("*bü*.de", "xn--")]
    [InlineData("/", "between two slashes")]
    [InlineData("//", "between two slashes")]
    [InlineData("/abc", "between two slashes")]
    [InlineData("/(/", "not a regular expression")]
    [InlineData("/(a)\\1/", "Allowed is what matches in linear time")]
    [InlineData("/(?=a)b/", "Allowed is what matches in linear time")]
    [InlineData("/((a{0,99}){0,99}){0,99}/", "repeats too much")]
    public void A_pattern_that_makes_no_sense_is_refused_with_a_sentence(string pattern, string part)
    {
        Assert.False(RulePattern.TryParse(pattern, BlacklistMatch.Domain, out RulePattern? parsed, out string error));
        Assert.Null(parsed);
        Assert.Contains(part, error, StringComparison.Ordinal);
        RulePatternException thrown =
            Assert.Throws<RulePatternException>(() => RulePattern.Parse(pattern, BlacklistMatch.Domain));
        Assert.Equal(error, thrown.Message);
    }

    [Fact]
    public void A_pattern_may_be_a_thousand_characters_long_and_no_more()
    {
        Assert.True(RulePattern.TryParse($"/{new string('a', 998)}/", BlacklistMatch.Domain, out _, out _));
        Assert.False(RulePattern.TryParse($"/{new string('a', 999)}/", BlacklistMatch.Domain, out _, out _));
        Assert.False(RulePattern.TryParse(null, BlacklistMatch.Domain, out _, out _));
    }

    [Theory]
    [InlineData("/ADS/")]
    [InlineData(@"/\x41ds/")]
    [InlineData(@"/\u0041ds/")]
    [InlineData(@"/\101ds/")]
    [InlineData(@"/[A-C]ds/")]
    [InlineData("/[.-_]ds/")]
    [InlineData("/[0-_]ds/")]
    [InlineData(@"/[\.-_]ds/")]
    [InlineData(@"/\p{Lu}ds/")]
    [InlineData("/[^b-z]ds/")]
    public void An_expression_has_no_regard_to_case(string pattern) =>
        Assert.True(RulePattern.Parse(pattern, BlacklistMatch.Domain).Matches("ads.example"));
}
