using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>
/// Pictures of what the tests see: in TestResults for whoever reviews a change or looks into a failure, and in docs/images those
/// of the README when ORLEANSPROXY_PICTURES is 1.
/// </summary>
internal static class Pictures
{
    private static readonly string ReviewFolder = Repository.Absolute("TestResults/pictures");

    private static readonly string ReadmeFolder =
        Environment.GetEnvironmentVariable("ORLEANSPROXY_PICTURES") == "1" ? Repository.Absolute("docs/images") : ReviewFolder;

    /// <summary>Takes one of the README: the part of the page that is in view, once nothing moves.</summary>
    public static Task ForReadmeAsync(IPage page, string name) => TakeAsync(page, ReadmeFolder, name);

    /// <summary>Takes one for a reviewer alone.</summary>
    public static Task ForReviewAsync(IPage page, string name) => TakeAsync(page, ReviewFolder, name);

    /// <summary>Keeps one for a reviewer that was taken elsewhere.</summary>
    public static async Task SaveForReviewAsync(byte[] png, string name)
    {
        Directory.CreateDirectory(ReviewFolder);
        await File.WriteAllBytesAsync(Path.Combine(ReviewFolder, $"{name}.png"), png);
    }

    private static Task<byte[]> TakeAsync(IPage page, string folder, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(folder, $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });
}
