using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Architecture;

/// <summary>The portal's pages are written against our own controls, so that what those stand on can be changed.</summary>
public sealed class PortalBoundaryTests
{
    private const string Portal = "src/OrleansProxy.Portal";

    private static readonly string[] Inside = [$"{Portal}/Controls/", $"{Portal}/PortalServices.cs"];

    [Fact]
    public void Radzen_is_named_by_our_controls_alone() => Assert.Empty(
        Repository.Files(Portal, "*.razor").Concat(Repository.Files(Portal, "*.cs"))
            .Where(file => !Inside.Any(inside => Repository.Relative(file).StartsWith(inside, StringComparison.Ordinal)))
            .Where(file => File.ReadAllText(file).Contains("Radzen", StringComparison.Ordinal))
            .ToList());
}
