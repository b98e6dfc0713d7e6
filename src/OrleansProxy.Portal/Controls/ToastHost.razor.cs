using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>Shows the circuit's toasts.</summary>
public sealed partial class ToastHost : IDisposable
{
    private IReadOnlyList<Toast> _shown = [];

    [Inject] private Toasts Toasts { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => Toasts.Changed -= OnChanged;

    /// <inheritdoc />
    protected override void OnInitialized() => Toasts.Changed += OnChanged;

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        _shown = Toasts.Shown;
        StateHasChanged();
    });

    private async Task UndoAsync(Toast toast)
    {
        Toasts.Close(toast);
        await toast.Undo!();
    }
}
