namespace OrleansProxy.Portal.Dashboard;

/// <summary>The activity of one client, or of all others.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Path">The bars as an SVG path.</param>
/// <param name="Peak">The tallest bar in words.</param>
/// <param name="Summary">The bars in a sentence.</param>
/// <param name="Href">The requests behind it.</param>
/// <param name="IsOther">Whether it is only there to be held against.</param>
internal sealed record ActivityLine(string Name, string Path, string Peak, string Summary, string Href, bool IsOther);
