using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Brings changes of the users to the running proxy within two seconds, whoever made them: the command <c>users</c> is another
/// process. Asks the database for one number, and only while credentials are wanted. Says once when that fails, and when it works again.
/// </summary>
internal sealed class UserRefresh(
    UserBook users, IProxyCredentials credentials, TimeProvider time, ILogger<UserRefresh> logger) : BackgroundService
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private bool _failed;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (credentials.Required && !stoppingToken.IsCancellationRequested)
            {
                await RefreshAsync(stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            await users.RefreshAsync(stoppingToken).ConfigureAwait(false);
            if (_failed)
            {
                _failed = false;
                CompositionLog.UsersReadAgain(logger);
            }
        }
        catch (UserStoreException fault)
        {
            if (!_failed)
            {
                _failed = true;
                CompositionLog.UsersNotRead(logger, fault.Message);
            }
        }
    }
}
