using Microsoft.Playwright;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>The stats page in a browser that uses the proxy.</summary>
internal sealed class StatsPage(IPage page)
{
    /// <summary>Its address; only a proxy's client can open it.</summary>
    public const string Address = "http://proxy-stats/";

    /// <summary>Opens it.</summary>
    public Task OpenAsync() => page.GotoAsync(Address);

    /// <summary>The requests that it counts.</summary>
    public Task<long> RequestsAsync() => FigureAsync("Requests");

    /// <summary>The blocked requests that it counts.</summary>
    public Task<long> BlockedAsync() => FigureAsync("Blocked");

    private async Task<long> FigureAsync(string name) =>
        PortalPages.Number(await page.Locator($".figure:has(span:text-is('{name}')) b").InnerTextAsync());
}
