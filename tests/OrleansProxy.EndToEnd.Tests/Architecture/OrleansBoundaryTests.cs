using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>Orleans is known to two projects and to their tests.</summary>
public sealed partial class OrleansBoundaryTests
{
    private static readonly string[] Inside =
    [
        "src/OrleansProxy.Grains/", "src/OrleansProxy.Silo/",
        "tests/OrleansProxy.Grains.Tests/", "tests/OrleansProxy.Silo.Tests/",
        // It speaks of what it looks for.
        "tests/OrleansProxy.EndToEnd.Tests/Architecture/",
    ];

    [Fact]
    public void No_source_outside_names_Orleans() => Assert.Empty(
        SourceFile.Below("src").Concat(SourceFile.Below("tests"))
            .Where(file => !Inside.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => OrleansName().IsMatch(file.Code)).ToList());

    [Fact]
    public void No_project_outside_asks_for_an_Orleans_package() => Assert.Empty(
        Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"))
            .Where(file => !Inside.Any(folder => Repository.Relative(file).StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => File.ReadAllText(file).Contains("Microsoft.Orleans", StringComparison.Ordinal)).ToList());

    [Fact]
    public void No_assembly_of_the_one_process_program_refers_to_Orleans()
    {
        string[] ours = Directory.GetFiles(Repository.ServerFolder, "OrleansProxy.*.dll");
        Assert.NotEmpty(ours);
        Assert.All(ours, assembly => Assert.DoesNotContain(References(assembly), IsOrleans));
    }

    private static bool IsOrleans(string assembly) =>
        assembly == "Orleans" || assembly.StartsWith("Orleans.", StringComparison.Ordinal);

    private static List<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    [GeneratedRegex(
        @"\bOrleans\.[A-Z]|\busing\s+Orleans\s*;|" +
        @"\bI?GrainFactory\b|\bIGrain\w*|\bGrain<|\[GenerateSerializer|:\s*Grain\b")]
    private static partial Regex OrleansName();
}
