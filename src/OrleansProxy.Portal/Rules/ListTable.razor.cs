using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Portal.Shell;

namespace OrleansProxy.Portal.Rules;

/// <summary>The lists of the settings: what each has brought, and why one has not.</summary>
public sealed partial class ListTable
{
    /// <summary>The lists to show.</summary>
    [Parameter, EditorRequired] public RuleLists Lists { get; set; } = RuleLists.Empty;

    /// <summary>As a list, since the grid counts no immutable array.</summary>
    private IReadOnlyList<ListStatus> Status => [.. Lists.Status];

    [Inject] private BrowserClock Clock { get; set; } = default!;
}
