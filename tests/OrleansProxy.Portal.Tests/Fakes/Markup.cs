using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Shell;
using Radzen;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Renders one component to HTML.</summary>
internal static class Markup
{
    public static async Task<string> OfAsync<TComponent>(
        Dictionary<string, object?> parameters, IRuleBook? book = null)
        where TComponent : IComponent
    {
        var services = new ServiceCollection();
        services.AddRadzenComponents();
        services.AddSingleton(TimeProvider.System).AddSingleton(book ?? await Books.OpenAsync());
        services.AddLogging();
        services.AddSingleton<IJSRuntime, NoScript>().AddSingleton<NavigationManager, NoNavigation>();
        services.AddScoped<BrowserClock>().AddScoped<Toasts>().AddScoped<RuleEditing>().AddScoped<SidePanel>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult(default(TValue)!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            ValueTask.FromResult(default(TValue)!);
    }

    private sealed class NoNavigation : NavigationManager
    {
        public NoNavigation() => Initialize("http://127.0.0.1/", "http://127.0.0.1/");
    }
}
