using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>A page that stands at an address, as in a browser's tab, and takes its parameters from the address's query.</summary>
internal sealed class OpenPage<TPage> : IAsyncDisposable
    where TPage : IComponent
{
    private readonly ServiceProvider _provider;
    private readonly HtmlRenderer _renderer;
    private HtmlRootComponent _root;

    private OpenPage(IServiceCollection services)
    {
        services.AddSupplyValueFromQueryProvider();
        _provider = services.BuildServiceProvider();
        _renderer = new HtmlRenderer(_provider, NullLoggerFactory.Instance);
    }

    /// <summary>Opens the page and returns while it still reads.</summary>
    public static async Task<OpenPage<TPage>> BeginAsync(IServiceCollection services, string address)
    {
        var page = new OpenPage<TPage>(services);
        await page.NavigateAsync(address);
        await page._renderer.Dispatcher.InvokeAsync(() => page._root = page._renderer.BeginRenderingComponent<TPage>());
        return page;
    }

    /// <summary>Moves on to another query of the same page, and returns while it still reads.</summary>
    public Task NavigateAsync(string address) =>
        _renderer.Dispatcher.InvokeAsync(() => _provider.GetRequiredService<NavigationManager>().NavigateTo(address));

    /// <summary>What is shown once all reads that were begun while the first still ran have come to their end.</summary>
    public Task<string> HtmlAsync() => _renderer.Dispatcher.InvokeAsync(async () =>
    {
        await _root.QuiescenceTask;
        return _root.ToHtmlString();
    });

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _provider.DisposeAsync();
    }
}
