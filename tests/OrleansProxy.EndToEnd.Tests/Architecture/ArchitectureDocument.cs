using System.Text.RegularExpressions;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>What ARCHITECTURE.md says, in the parts that can be held against the source.</summary>
internal static partial class ArchitectureDocument
{
    private const string FileName = "ARCHITECTURE.md";
    private const string ProjectColumn = "Project";
    private const string ReferencesColumn = "May reference";

    private static readonly string[] Lines = File.ReadAllLines(Repository.Absolute(FileName));

    /// <summary>Each text between backticks, once; code blocks are left out.</summary>
    public static IReadOnlyList<string> CodeSpans { get; } =
        [.. Lines.SelectMany(line => CodeSpan().Matches(line).Select(match => match.Groups[1].Value)).Distinct()];

    /// <summary>The code spans that name a file or a folder of the repository.</summary>
    public static IEnumerable<string> Paths => CodeSpans.Where(span => Path().IsMatch(span));

    /// <summary>The code spans that name a type of ours; types of others are written without backticks.</summary>
    public static IEnumerable<string> TypeNames => CodeSpans.Where(span => TypeName().IsMatch(span));

    /// <summary>The code spans that name a project or a namespace of ours.</summary>
    public static IEnumerable<string> Namespaces =>
        CodeSpans.Where(span => span.StartsWith("OrleansProxy.", StringComparison.Ordinal) && !Paths.Contains(span));

    /// <summary>Each project with the projects that it may reference, as the project table has them.</summary>
    public static IReadOnlyDictionary<string, string[]> AllowedReferences()
    {
        int heading = Array.FindIndex(Lines, line => Cells(line) is [ProjectColumn, .., ReferencesColumn]);
        Assert.True(heading >= 0, $"{FileName} has no table from '{ProjectColumn}' to '{ReferencesColumn}'.");
        return Lines.Skip(heading + 2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(Cells)
            .ToDictionary(
                cells => Assert.Single(Spans(cells[0])),
                cells => Spans(cells[^1]).Order(StringComparer.Ordinal).ToArray());
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    private static IEnumerable<string> Spans(string text) => CodeSpan().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^[\w.][\w.\-]*(/[\w.\-]*)+$|^[\w.\-]+\.(md|sln|props|json|sh|cs|csproj|service)$")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Z]\w*[a-z]\w*$")]
    private static partial Regex TypeName();
}
