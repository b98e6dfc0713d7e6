using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>What was decided about one request, step by step, and what it cost.</summary>
public sealed partial class DecisionPanel
{
    /// <summary>The request.</summary>
    [Parameter, EditorRequired] public TrafficRecord Record { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;

    private string HostHref => new LogQuery { Site = Record.Host }.Href;

    private string ClientHref => new LogQuery { Client = Record.Client.ToString() }.Href;

    private string UserHref => new LogQuery { User = Record.User ?? "" }.Href;
}
