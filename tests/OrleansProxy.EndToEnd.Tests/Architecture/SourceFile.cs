using System.Text.RegularExpressions;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>A C# file of the repository, read line by line; enough for rules about text, not a compiler.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string absolute)
    {
        Path = Repository.Relative(absolute);
        Text = File.ReadAllText(absolute).ReplaceLineEndings("\n");
        Code = Comment().Replace(Text, "");
    }

    /// <summary>From the root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>All of it.</summary>
    public string Text { get; }

    /// <summary>All of it but the lines that are only comment.</summary>
    public string Code { get; }

    /// <summary>How many lines it has.</summary>
    public int Length => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>The types declared at its outermost level; file-scoped namespaces put those at a line's start.</summary>
    public IEnumerable<string> TopLevelTypes => TopLevelType().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>The types declared anywhere in it.</summary>
    public IEnumerable<string> Types => AnyType().Matches(Code).Select(match => match.Groups["name"].Value);

    /// <summary>The C# files below "src" or "tests".</summary>
    public static IReadOnlyList<SourceFile> Below(string folder) =>
        [.. Repository.Files(folder, "*.cs").Select(file => new SourceFile(file))];

    /// <inheritdoc />
    public override string ToString() => Path;

    [GeneratedRegex(@"^\s*//[^\n]*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*" +
        @"(?:class|interface|enum|struct|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?,\[\]. ]+?)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:class|interface|enum|struct|record|delegate\s+[\w<>?,\[\]. ]+?)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex AnyType();
}
