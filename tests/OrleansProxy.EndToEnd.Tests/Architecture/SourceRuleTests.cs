using System.Text.RegularExpressions;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>Rules that every file of src keeps.</summary>
public sealed partial class SourceRuleTests
{
    private const int MaxLines = 300;

    private static readonly string[] ForbiddenNames =
        ["Helper", "Helpers", "Util", "Utils", "Common", "Manager", "Infrastructure"];

    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.Below("src");

    [Fact]
    public void A_file_holds_one_top_level_type_and_bears_its_name() => Assert.All(
        Sources.Where(file => !file.Path.EndsWith("/Program.cs", StringComparison.Ordinal) && !IsAttributesOnly(file)),
        file => Assert.Equal(Path.GetFileName(file.Path).Split('.')[0], FileName(file, Assert.Single(file.TopLevelTypes))));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var razor = Repository.Files("src", "*.razor")
            .Where(file => File.ReadLines(file).Count() > MaxLines)
            .Select(Repository.Relative);
        Assert.Empty(Sources.Where(file => file.Length > MaxLines).Select(file => file.Path).Concat(razor));
    }

    [Fact]
    public void The_namespace_is_the_folder() => Assert.All(
        Sources.Where(file => Namespace().IsMatch(file.Text)),
        file => Assert.Equal(
            Path.GetDirectoryName(file.Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.'),
            Namespace().Match(file.Text).Groups[1].Value));

    [Fact]
    public void No_catch_block_swallows() => Assert.Empty(
        Sources
            .Where(file => UnexplainedEmptyCatch().IsMatch(file.Text) || EmptyCatchOfEverything().IsMatch(file.Code))
            .ToList());

    [Fact]
    public void Nothing_is_async_void() => Assert.Empty(Sources.Where(file => AsyncVoid().IsMatch(file.Code)).ToList());

    [Fact]
    public void Nothing_waits_for_a_task_by_blocking() => Assert.Empty(
        Sources.SelectMany(file => BlockingWait().Matches(file.Code).Select(match => $"{file.Path}: {match.Value}")));

    [Fact]
    public void Nothing_is_left_to_be_written() => Assert.Empty(
        Sources.SelectMany(file => Unfinished().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")));

    [Fact]
    public void No_type_or_folder_is_a_drawer()
    {
        var folders = Sources.SelectMany(file => file.Path.Split('/')[..^1]).SelectMany(part => part.Split('.'));
        var types = Sources.SelectMany(file => file.TopLevelTypes);
        Assert.Empty(folders.Where(ForbiddenNames.Contains).Distinct().ToList());
        Assert.Empty(types.Where(type => ForbiddenNames.Any(name => type.EndsWith(name, StringComparison.Ordinal))).ToList());
    }

    // A generic type beside a plain one of the same name: Setting in Setting.cs, its generic twin in SettingOf.cs.
    private static string FileName(SourceFile file, string type) =>
        file.Path.EndsWith($"/{type}Of.cs", StringComparison.Ordinal) && file.Text.Contains($" {type}<", StringComparison.Ordinal)
            ? $"{type}Of"
            : type;

    private static bool IsAttributesOnly(SourceFile file) =>
        file.Code.Split('\n').All(line => line.Length == 0
            || line.StartsWith("using ", StringComparison.Ordinal)
            || line.StartsWith("[assembly:", StringComparison.Ordinal));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // An empty block may stand only where its comment says why nothing is to be done. The braces of a pattern such as
    // "is { } cause" in a filter are no block.
    [GeneratedRegex(@"\bcatch\s*(?:\((?:[^{};]|\{\s*\})*\))?\s*\{\s*\}")]
    private static partial Regex UnexplainedEmptyCatch();

    // With a comment or without: who catches everything must do something about it.
    [GeneratedRegex(@"\bcatch\s*(\(\s*(System\.)?Exception(\s+\w+)?\s*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatchOfEverything();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(
        @"\.GetAwaiter\(\)\s*\.GetResult\(\)|\bTask\.Wait(All|Any)\(|" +
        @"\.Wait\(\)|Async\([^;\n]*\)\.Result\b|\b\w*[tT]ask\.Result\b")]
    private static partial Regex BlockingWait();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b")]
    private static partial Regex Unfinished();
}
