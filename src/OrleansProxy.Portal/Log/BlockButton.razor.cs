using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Rules;

namespace OrleansProxy.Portal.Log;

/// <summary>Blocks a host that passes, allows one that is blocked, by the rules as they are now.</summary>
public sealed partial class BlockButton : IDisposable
{
    private bool _busy;

    /// <summary>The host in normal form; "" shows no button.</summary>
    [Parameter, EditorRequired] public string Host { get; set; } = "";

    /// <summary>More CSS classes.</summary>
    [Parameter] public string Class { get; set; } = "";

    [Inject] private RuleEditing Editing { get; set; } = default!;

    [Inject] private IRuleBook Book { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private bool IsBlocked => Book.Current.Decide(Host).Effect == RuleEffect.Block;

    /// <inheritdoc />
    public void Dispose() => Book.Changed -= OnRulesChanged;

    /// <summary>Listens by itself: what is around it stays as it is when the rules change, and would not paint it anew.</summary>
    protected override void OnInitialized() => Book.Changed += OnRulesChanged;

    private void OnRulesChanged(RuleSnapshot snapshot) => _ = InvokeAsync(StateHasChanged);

    private Task BlockAsync() => ChangeAsync(Editing.BlockAsync);

    private Task AllowAsync() => ChangeAsync(Editing.AllowAsync);

    private async Task ChangeAsync(Func<string, Task> change)
    {
        _busy = true;
        try
        {
            await change(Host);
        }
        catch (RulePatternException exception)
        {
            Toasts.Show(exception.Message, "fail");
        }
        finally
        {
            _busy = false;
        }
    }
}
