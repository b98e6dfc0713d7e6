using Microsoft.AspNetCore.Components;
using Radzen;

namespace OrleansProxy.Portal.Controls;

/// <summary>Opens a component in a panel at the side of the page (on a phone, over all of it). One a circuit.</summary>
internal sealed class SidePanel(DialogService dialogs)
{
    /// <summary>Shows the component until it is closed.</summary>
    public Task OpenAsync<TComponent>(string title, Dictionary<string, object?> parameters)
        where TComponent : ComponentBase =>
        dialogs.OpenSideAsync<TComponent>(title, parameters!, new SideDialogOptions
        {
            Position = DialogPosition.Right,
            Width = "min(34rem, 100vw)",
            ShowMask = true,
            CloseDialogOnOverlayClick = true,
            CloseAriaLabel = "Close",
            AutoFocusFirstElement = true,
        });

    /// <summary>Closes what is open, if anything is.</summary>
    public void Close() => dialogs.CloseSide();
}
