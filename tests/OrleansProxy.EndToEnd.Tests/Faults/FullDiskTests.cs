using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Faults;

/// <summary>
/// The database cannot grow. A limit on the size of the program's files stands for the full disk: it may be set and lifted without rights,
/// and writes fail at the very same place.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Unlimited = "unlimited";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_nothing_can_be_written_requests_are_served_and_afterwards_nothing_is_missing()
    {
        await using FaultyHistory history = await FaultyHistory.StartAsync(_folder);
        await LimitFilesAsync(history, "4096");
        await history.BrowseAsync(20);
        await history.SaidToFailAsync("The disk that holds the database");
        await history.BrowseAsync(20);

        await LimitFilesAsync(history, Unlimited);
        await history.SaidToHaveHealedAsync();
        await history.BrowseAsync(5);
        await history.AllAreStoredAsync();
        Assert.Equal("ok", Assert.Single(await history.Sql.QueryAsync("PRAGMA integrity_check")));
        Assert.Equal(0, await history.Proxy.StopAsync());
    }

    private static async Task LimitFilesAsync(FaultyHistory history, string bytes)
    {
        // The soft limit alone, so that it can be raised again.
        CommandResult limited = await CommandResult.RunAsync(
            RequiredProgram.Find("prlimit"), ["--pid", $"{history.Proxy.Id}", $"--fsize={bytes}:"]);
        Assert.True(limited.ExitCode == 0, limited.Errors);
    }
}
