using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>The portal's pages are written against our own components, so that what those stand on can be changed.</summary>
public sealed class PortalBoundaryTests
{
    private const string Portal = "src/OrleansProxy.Portal";

    [Fact]
    public void No_page_names_Radzen()
    {
        var pages = Repository.Files(Portal, "*.razor").Concat(Repository.Files(Portal, "*.cs")).Select(Repository.Relative)
            .Where(file => file.Contains("/Pages/", StringComparison.Ordinal));
        Assert.Empty(pages.Where(file => File.ReadAllText(Repository.Absolute(file)).Contains("Radzen", StringComparison.Ordinal)).ToList());
    }
}
