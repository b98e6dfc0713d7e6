using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace OrleansProxy.Portal.Shell;

/// <summary>The frame of every page behind the sign-in: brand, navigation, and the page once the browser's clock is known.</summary>
public sealed partial class MainLayout
{
    private bool _ready;

    [Inject] private PortalInfo Info { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            try
            {
                await Clock.ReadZoneAsync();
            }
            catch (JSDisconnectedException)
            {
                return; // The page was closed before its browser could answer: there is nothing left to show.
            }

            _ready = true;
            StateHasChanged();
        }
    }
}
