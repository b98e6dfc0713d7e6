using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Hosting.Reports;

/// <summary>Opens the history for a command that only asks, also while the proxy writes it, and says in one line why that fails.</summary>
/// <param name="console">Where it is said.</param>
internal sealed class HistoryReader(ProgramConsole console)
{
    /// <summary>Runs a command over the history.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="SettingException">What was typed cannot be used.</exception>
    public async Task<int> RunAsync(
        string path, Func<ITrafficHistory, CancellationToken, Task<int>> ask, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return Fail($"There is no history at {path} yet: it is made when the proxy first runs.");
        }

        try
        {
            await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(path, cancellationToken).ConfigureAwait(false);
            return await ask(storage.History, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is StorageException or TrafficStoreException or IOException or UnauthorizedAccessException)
        {
            return Fail(exception.Message);
        }
    }

    private int Fail(string message)
    {
        console.Error.WriteLine(SettingMessage.OneLine(message));
        return ExitCode.Failure;
    }
}
