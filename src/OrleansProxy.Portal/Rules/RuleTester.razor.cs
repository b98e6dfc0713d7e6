using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Rules;

/// <summary>Asks the rules in force about a host, and shows all that match.</summary>
public sealed partial class RuleTester
{
    private string _text = "";

    /// <summary>What is asked about at first.</summary>
    [Parameter] public string Text { get; set; } = "";

    [Inject] private IRuleBook Book { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized() => _text = Text;

    private static string Tone(RuleEffect effect) => effect == RuleEffect.Block ? "block" : "allow";

    private static string Sentence(RuleVerdict verdict) => verdict.Effect switch
    {
        RuleEffect.Block => "would be blocked.",
        RuleEffect.Allow => "would pass: an allow rule says so.",
        _ => "would pass: no rule matches it.",
    };
}
