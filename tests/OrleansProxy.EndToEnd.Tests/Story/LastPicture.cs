using Microsoft.Playwright;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>Takes a picture of a page as a part of a test ends, well or not: after a failure it shows what stood there.</summary>
internal sealed class LastPicture(IPage page, string name) : IAsyncDisposable
{
    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Pictures.ForReviewAsync(page, name);
}
