using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using OrleansProxy.Portal.Assets;

namespace OrleansProxy.Portal.Shell;

/// <summary>The HTML document around every page. Sign-in and set-up are plain documents; all others run on a circuit.</summary>
public sealed partial class App
{
    private static readonly InteractiveServerRenderMode OnCircuit = new(prerender: false);

    [Inject] private PortalAssets Files { get; set; } = default!;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    private IComponentRenderMode? Mode => Context.AcceptsInteractiveRouting() ? OnCircuit : null;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(NotFoundPage))
        {
            // Told no earlier than with the first byte: the framework sends no page at all once it sees this status.
            Context.Response.OnStarting(() =>
            {
                Context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }
    }
}
