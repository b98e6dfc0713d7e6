using System.Xml.Linq;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>The projects hang together exactly as ARCHITECTURE.md says.</summary>
public sealed class ProjectReferenceTests
{
    [Fact]
    public void The_table_lists_every_project_of_src() => Assert.Equal(
        Projects().Select(project => project.Name), ArchitectureDocument.AllowedReferences().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_project_references_what_the_table_says_and_nothing_else()
    {
        var allowed = ArchitectureDocument.AllowedReferences();
        Assert.All(Projects(), project => Assert.Equal(allowed[project.Name], project.References));
    }

    [Fact]
    public void Each_project_of_src_has_its_tests() => Assert.All(
        Projects().Select(project => $"{project.Name}.Tests"),
        tests => Assert.True(File.Exists(Repository.Absolute($"tests/{tests}/{tests}.csproj")), tests));

    private static List<(string Name, string[] References)> Projects() =>
    [
        .. Repository.Files("src", "*.csproj").Select(file => (
            Path.GetFileNameWithoutExtension(file),
            XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                .Order(StringComparer.Ordinal)
                .ToArray())),
    ];
}
