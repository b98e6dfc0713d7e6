using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class RulePatternParserTests
{
    [Fact]
    public void Any_text_is_understood_or_refused_and_a_normal_form_stays_what_it_is()
    {
        Gen<string> pieces = Gen.OneOf(
            Gen.Elements("@@", "=", "*", "?", "[", "]", "[a-", "!", "/", "(", ")", "\\", "|", ".", "..", "http://", "ü", "。", "::", "\0"),
            Gen.Elements("a", "b.example", "10.0.0.1", "2001:db8::1", "xn--", "-", "_", "A", " "),
            Gen.Choose(0, char.MaxValue).Select(code => ((char)code).ToString()));
        var texts = Gen.Sized(size => Gen.ListOf(pieces, size % 9)).Select(list => string.Concat(list)).ToArbitrary();
        Check.One(FixedSeed.Tests(5_000), Prop.ForAll(texts, text => StaysNormal(text, BlacklistMatch.Domain)
            && StaysNormal(text, BlacklistMatch.Substring)));
    }

    private static bool StaysNormal(string text, BlacklistMatch match)
    {
        if (!RulePattern.TryParse(text, match, out RulePattern? parsed, out string error))
        {
            return error.Length > 0;
        }

        return error.Length == 0
            && RulePattern.TryParse(parsed.Text, match, out RulePattern? again, out _)
            && again.Text == parsed.Text
            && again.Kind == parsed.Kind;
    }
}
