using System.Net;
using OrleansProxy.Portal.Assets;
using OrleansProxy.Portal.Tests.Fakes;

namespace OrleansProxy.Portal.Tests.Assets;

public sealed class AssetEndpointsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_framework/blazor.web.js", "Blazor")]
    [InlineData("/assets/radzen.js", "Radzen")]
    [InlineData("/assets/portal.js", "orleansProxy")]
    [InlineData("/assets/portal.css", "--accent")]
    public async Task Scripts_and_styles_are_served_from_the_assembly_without_signing_in(string path, string holds)
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        using HttpResponseMessage response = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(holds, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_asked_for_by_its_version_is_kept_for_ever_and_validates()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        string address = new PortalAssets().Address("/assets/portal.css");
        using HttpResponseMessage first = await browser.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using HttpResponseMessage second = await browser.SendAsync(again);

        Assert.Contains("immutable", first.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
