using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Rules;

public sealed class ListTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleansproxy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Shows_what_each_list_has_brought_and_why_one_has_not()
    {
        string good = Path.Combine(_folder, "ads.txt");
        await File.WriteAllTextAsync(good, "one.example\ntwo.example\nnonsense", TestContext.Current.CancellationToken);
        var files = new ListFiles(new ManualTime());
        files.Look([good, Path.Combine(_folder, "gone.txt")], TestContext.Current.CancellationToken);
        string html = await Markup.OfAsync<ListTable>(new() { ["Lists"] = files.Current });

        Assert.Contains("2 lists", html, StringComparison.Ordinal);
        Assert.Contains("ads.txt", html, StringComparison.Ordinal);
        Assert.Contains("There is no such file.", html, StringComparison.Ordinal);
        Assert.Contains("never", html, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, html, StringComparison.Ordinal);
    }
}
