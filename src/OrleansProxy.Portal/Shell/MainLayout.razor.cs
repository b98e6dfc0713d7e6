using Microsoft.AspNetCore.Components;

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
            await Clock.ReadZoneAsync();
            _ready = true;
            StateHasChanged();
        }
    }
}
