using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>
/// Pictures of what the story sees: into docs/images when ORLEANSPROXY_PICTURES is 1, as those of the README are renewed,
/// and otherwise into TestResults, for whoever looks into a failure.
/// </summary>
internal static class Pictures
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("ORLEANSPROXY_PICTURES") == "1"
        ? Repository.Absolute("docs/images")
        : Repository.Absolute("TestResults/story");

    /// <summary>Takes the part of the page that is in view, once its fonts are loaded and nothing moves.</summary>
    public static Task TakeAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Folder, $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });
}
