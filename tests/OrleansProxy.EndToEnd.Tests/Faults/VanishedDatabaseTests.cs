using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Faults;

/// <summary>The database goes away under the running program.</summary>
public sealed class VanishedDatabaseTests : IDisposable
{
    private const string Remade = "was deleted or moved while the program ran";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_deleted_database_is_made_anew_and_what_comes_is_in_it()
    {
        await using FaultyHistory history = await FaultyHistory.StartAsync(_folder);
        foreach (string file in Directory.GetFiles(_folder.File("Logs/Database")))
        {
            File.Delete(file);
        }

        await AssertWritesAnewAsync(history);
    }

    [Fact]
    public async Task So_it_is_when_its_folder_is_renamed()
    {
        await using FaultyHistory history = await FaultyHistory.StartAsync(_folder);
        Directory.Move(_folder.File("Logs"), _folder.File("Logs-before"));

        await AssertWritesAnewAsync(history);
    }

    private static async Task AssertWritesAnewAsync(FaultyHistory history)
    {
        await history.BrowseAsync(7);
        await history.WaitForAsync(Remade);
        await history.StoredAsync(7);
        await history.BrowseAsync(3);
        Assert.Equal(0, await history.Proxy.StopAsync());

        await history.StoredAsync(10);
        Assert.Equal(1, history.Proxy.Errors.Lines.Count(line => line.Contains(Remade, StringComparison.Ordinal)));
        Assert.Equal("ok", Assert.Single(await history.Sql.QueryAsync("PRAGMA integrity_check")));
    }
}
