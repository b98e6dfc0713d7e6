using System.Diagnostics;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Faults;

/// <summary>Somebody with the sqlite3 shell leaves a transaction open.</summary>
public sealed class LockedDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_another_process_holds_the_lock_requests_are_served_and_afterwards_nothing_is_missing()
    {
        await using FaultyHistory history = await FaultyHistory.StartAsync(_folder);
        using Process shell = await LockAsync();
        await history.BrowseAsync(20);
        await history.SaidToFailAsync("is locked by another process.");
        await history.BrowseAsync(20);

        await shell.StandardInput.WriteLineAsync("COMMIT;");
        await history.SaidToHaveHealedAsync();
        await history.BrowseAsync(5);
        await history.AllAreStoredAsync();
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await history.Proxy.StopAsync());
    }

    private async Task<Process> LockAsync()
    {
        var shell = new Process
        {
            StartInfo = new ProcessStartInfo(RequiredProgram.Find("sqlite3"), [_folder.File("Logs/Database/proxy_traffic.db")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
        };
        shell.Start();
        await shell.StandardInput.WriteLineAsync(".timeout 30000\nBEGIN IMMEDIATE;\nSELECT 'locked';");
        await shell.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("locked", await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return shell;
    }
}
