using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Tests.Credentials;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Users;
using OrleansProxy.Testing;
using Radzen;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Renders one component to HTML.</summary>
internal static class Markup
{
    public static async Task<string> OfAsync<TComponent>(
        Dictionary<string, object?> parameters, IRuleBook? book = null)
        where TComponent : IComponent
    {
        IServiceCollection services = Services(book ?? await Books.OpenAsync()).AddSingleton(TimeProvider.System);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>What components ask for; the time stands at the start of <see cref="ManualTime"/> unless it is replaced.</summary>
    public static IServiceCollection Services(IRuleBook book)
    {
        var services = new ServiceCollection();
        services.AddRadzenComponents();
        services.AddSingleton<TimeProvider>(new ManualTime()).AddSingleton(book);
        services.AddLogging();
        services.AddSingleton<IJSRuntime, NoScript>().AddSingleton<NavigationManager, Addresses>();
        services.AddSingleton<IUserStore, InMemoryUserStore>().AddSingleton<PasswordHasher>();
        services.AddSingleton(provider => new UserBook(provider.GetRequiredService<IUserStore>(), new StoredUsers(0, [])));
        services.AddSingleton(new WantedCredentials(null)).AddScoped<UserEditing>();
        services.AddScoped<BrowserClock>().AddScoped<Toasts>().AddScoped<RuleEditing>().AddScoped<SidePanel>();
        return services;
    }

    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult(default(TValue)!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            ValueTask.FromResult(default(TValue)!);
    }

    private sealed class Addresses : NavigationManager
    {
        public Addresses() => Initialize("http://127.0.0.1/", "http://127.0.0.1/");

        protected override void NavigateToCore(string uri, NavigationOptions options)
        {
            Uri = ToAbsoluteUri(uri).ToString();
            NotifyLocationChanged(isInterceptedLink: false);
        }
    }
}
