using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Shell;

namespace OrleansProxy.Portal.Rules;

/// <summary>Every rule: the portal's, newest first, then those of the configuration.</summary>
public sealed partial class RuleList
{
    /// <summary>The rules to show.</summary>
    [Parameter, EditorRequired] public RuleSnapshot Snapshot { get; set; } = RuleSnapshot.Empty;

    [Inject] private RuleEditing Editing { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;

    private IEnumerable<Rule> Ordered => Snapshot.Rules.OrderByDescending(rule => rule.Id);

    private string? FaultOf(Rule rule) => Snapshot.Faults.FirstOrDefault(fault => fault.Rule.Id == rule.Id)?.Message;

    private static bool IsFixed(Rule rule) => rule.Origin == RuleOrigin.Configuration;

    private static bool IsAllow(Rule rule) => rule.Pattern.StartsWith("@@", StringComparison.Ordinal);
}
