using FsCheck;
using FsCheck.Fluent;

namespace OrleansProxy.Policy.Tests.Rules.Matching;

/// <summary>Made-up hosts and patterns over few letters, so that they meet often.</summary>
internal static class Hosts
{
    /// <summary>Names of one to four labels over three letters.</summary>
    public static Gen<string> Names { get; } = Gen.Choose(1, 4).SelectMany(count =>
        Label().ArrayOf(count).Select(labels => string.Join('.', labels)));

    /// <summary>Patterns of every kind, blocking and allowing.</summary>
    public static Gen<string> Patterns { get; } = Gen.Zip(
        Gen.OneOf(
            Names,
            Names.Select(name => "=" + name),
            Names.Select(name => $"*{name}*"),
            Names.Select(name => $"{name}*"),
            Names.Select(name => $"*{name}"),
            Names.Select(name => $"*.{name}*"),
            Gen.Zip(Names, Names).Select(pair => $"{pair.Item1}*{pair.Item2}"),
            Gen.Zip(Names, Names).Select(pair => $"*.{pair.Item1}?{pair.Item2}"),
            Names.Select(name => $"[ab]*.{name}"),
            Names.Select(_ => "*[bc]?*"),
            Expressions.Select(text => $"/{text}/")),
        Gen.Elements("", "", "@@")).Select(pair => pair.Item2 + pair.Item1);

    /// <summary>Regular expressions out of what people write, and of what they seldom do.</summary>
    public static Gen<string> Expressions => Sized(3);

    private static Gen<string> Label() => Gen.Choose(1, 3).SelectMany(length =>
        Gen.Elements('a', 'b', 'c').ArrayOf(length).Select(letters => new string(letters)));

    private static Gen<string> Sized(int depth) => Gen.Choose(1, 3).SelectMany(count =>
        Element(depth).ArrayOf(count).Select(string.Concat));

    private static Gen<string> Element(int depth)
    {
        Gen<string> atom = Gen.Elements("a", "b", "C", "ab", "cc", @"\.", ".", "[ab]", "[^a]", @"\w", @"\b", "^", "$", @"\x61", "(?i:b)");
        Gen<string> group = depth == 0 ? atom : Gen.Zip(Sized(depth - 1), Sized(depth - 1)).SelectMany(parts => Gen.Elements(
            $"({parts.Item1})", $"(?:{parts.Item1}|{parts.Item2})", $"({parts.Item1}|)", $"{parts.Item1}|{parts.Item2}"));
        Gen<string> times = Gen.Elements("", "", "", "?", "*", "+", "+?", "{2}", "{0,2}", "{1,}");
        return Gen.Zip(Gen.OneOf(atom, atom, group), times).Select(pair => Quantified(pair.Item1, pair.Item2));
    }

    /// <summary>A quantifier may not stand after an alternative's empty end or another quantifier.</summary>
    private static string Quantified(string element, string times) => times.Length == 0 ? element : $"(?:{element}){times}";
}
