using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class GlobTests
{
    [Fact]
    public void Any_glob_agrees_with_a_matcher_that_tries_everything()
    {
        Gen<string> pieces = Gen.Frequency(
            (4, Gen.Elements("a", "b", ".")), (3, Gen.Constant("*")), (1, Gen.Constant("?")), (1, Gen.Elements("[ab]", "[!a]", "[a-b.]")));
        Gen<string> patterns = Gen.Choose(1, 10).SelectMany(length => Gen.ListOf(pieces, length)).Select(list => string.Concat(list));
        Gen<string> hosts = Gen.Choose(1, 14)
            .SelectMany(length => Gen.ListOf(Gen.Elements('a', 'b', 'c', '.'), length)).Select(list => string.Concat(list));
        Check.One(FixedSeed.Tests(20_000), Prop.ForAll(Gen.Zip(patterns, hosts).ToArbitrary(), sample =>
        {
            (string pattern, string host) = sample;
            string text = pattern.EndsWith('.') ? pattern + "a" : pattern;
            Assert.True(Glob.TryParse(text, out Glob? glob, out string error), error);
            return glob.Matches(host) == Expected(text, host);
        }));
    }

    [Fact]
    public void A_hostile_glob_is_decided_quickly()
    {
        string pattern = string.Concat(Enumerable.Repeat("a*", 490)) + "b";
        Assert.True(Glob.TryParse(pattern, out Glob? glob, out _));
        Assert.False(glob.Matches(new string('a', 253)));
        string deep = string.Concat(Enumerable.Repeat("*a", 100)) + "b";
        Assert.True(Glob.TryParse(deep, out glob, out _));
        Assert.False(glob.Matches(new string('a', 253)));
    }

    [Theory]
    [InlineData("*.example.com", "example.com")]
    [InlineData("**.example.com", "example.com")]
    [InlineData("*.com", "com")]
    [InlineData("*.0.1", null)]
    [InlineData("*.exa?ple.com", null)]
    [InlineData("*example.com", null)]
    [InlineData("www.*", null)]
    public void A_glob_for_all_of_a_domain_is_known_as_that_domain(string pattern, string? domain)
    {
        Assert.True(Glob.TryParse(pattern, out Glob? glob, out _));
        Assert.Equal(domain, glob.Domain);
    }

    private static bool Expected(string pattern, string host)
    {
        string lean = pattern;
        while (lean.Contains("**", StringComparison.Ordinal))
        {
            lean = lean.Replace("**", "*", StringComparison.Ordinal);
        }

        return Naive(lean, host) || (lean.StartsWith("*.", StringComparison.Ordinal) && lean.Length > 2 && Naive(lean[2..], host));
    }

    private static bool Naive(string pattern, string host)
    {
        if (pattern.Length == 0)
        {
            return host.Length == 0;
        }

        if (pattern[0] == '*')
        {
            return Naive(pattern[1..], host) || (host.Length > 0 && Naive(pattern, host[1..]));
        }

        if (host.Length == 0)
        {
            return false;
        }

        int end = pattern[0] == '[' ? pattern.IndexOf(']', StringComparison.Ordinal) + 1 : 1;
        bool taken = pattern[..end] switch
        {
            "?" => true,
            "[ab]" => host[0] is 'a' or 'b',
            "[!a]" => host[0] != 'a',
            "[a-b.]" => host[0] is 'a' or 'b' or '.',
            _ => host[0] == pattern[0],
        };
        return taken && Naive(pattern[end..], host[1..]);
    }
}
