using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Rules;

/// <summary>The rules: those in force, new ones, what they would do, and the lists beside them.</summary>
public sealed partial class RulesPage : IDisposable
{
    [Inject] private IRuleBook Book { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => Book.Changed -= OnRulesChanged;

    /// <inheritdoc />
    protected override void OnInitialized() => Book.Changed += OnRulesChanged;

    private void OnRulesChanged(RuleSnapshot snapshot) => _ = InvokeAsync(StateHasChanged);
}
