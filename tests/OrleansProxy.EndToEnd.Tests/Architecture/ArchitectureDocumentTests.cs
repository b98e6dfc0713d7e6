using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>ARCHITECTURE.md names nothing that is gone.</summary>
public sealed class ArchitectureDocumentTests
{
    [Fact]
    public void Every_path_it_names_exists()
    {
        Assert.NotEmpty(ArchitectureDocument.Paths);
        Assert.Empty(ArchitectureDocument.Paths.Where(path => !Path.Exists(Repository.Absolute(path))).ToList());
    }

    [Fact]
    public void Every_type_it_names_exists()
    {
        var types = SourceFile.Below("src").Concat(SourceFile.Below("tests")).SelectMany(file => file.Types)
            .Concat(Repository.Files("src", "*.razor").Select(Path.GetFileNameWithoutExtension))
            .ToHashSet();
        Assert.NotEmpty(ArchitectureDocument.TypeNames);
        Assert.Empty(ArchitectureDocument.TypeNames.Where(name => !types.Contains(name)).ToList());
    }

    [Fact]
    public void Every_project_and_namespace_it_names_exists()
    {
        var namespaces = SourceFile.Below("src").Concat(SourceFile.Below("tests"))
            .SelectMany(file => file.Text.Split('\n').Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)))
            .Select(line => line["namespace ".Length..].TrimEnd(';'))
            .Concat(Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"))
                .Select(file => Path.GetFileNameWithoutExtension(file)!))
            .ToHashSet();
        Assert.NotEmpty(ArchitectureDocument.Namespaces);
        Assert.Empty(ArchitectureDocument.Namespaces.Where(name => !namespaces.Contains(name)).ToList());
    }
}
