using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Shell;

/// <summary>What any unknown address shows.</summary>
public sealed partial class NotFoundPage
{
    /// <summary>The path that no page has.</summary>
    [Parameter] public string? Path { get; set; }
}
