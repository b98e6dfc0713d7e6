using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>
/// Pictures of what the story sees: into docs/images when ORLEANSPROXY_PICTURES is 1, as those of the README are renewed,
/// and otherwise into TestResults, for whoever looks into a failure.
/// </summary>
internal static class Pictures
{
    private static readonly string ResultFolder = Repository.Absolute("TestResults/story");

    private static readonly string Folder = IsRenewing ? Repository.Absolute("docs/images") : ResultFolder;

    /// <summary>Whether the pictures of the README are to be made anew.</summary>
    public static bool IsRenewing => Environment.GetEnvironmentVariable("ORLEANSPROXY_PICTURES") == "1";

    /// <summary>Takes the part of the page that is in view, once its fonts are loaded and nothing moves.</summary>
    public static Task TakeAsync(IPage page, string name) => TakeAsync(page, Folder, name);

    /// <summary>Takes one that is for whoever looks into a failure, and never for the README.</summary>
    public static Task TakeForDiagnosisAsync(IPage page, string name) => TakeAsync(page, ResultFolder, name);

    private static Task<byte[]> TakeAsync(IPage page, string folder, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(folder, $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });
}
