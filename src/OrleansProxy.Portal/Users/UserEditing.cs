using Microsoft.Extensions.Logging;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Portal.Controls;

namespace OrleansProxy.Portal.Users;

/// <summary>
/// Changes the users of the proxy, says what was done and, where that can be, offers to take it back. One a circuit; a change is in
/// force in this process when it has been said. What cannot be saved or read is told and logged, and ends no page.
/// </summary>
internal sealed partial class UserEditing(
    IUserStore store, UserBook book, PasswordHasher hasher, TimeProvider time, Toasts toasts, ILogger<UserEditing> logger)
{
    /// <summary>Raised after each change.</summary>
    public event Func<Task>? Changed;

    /// <summary>The users as stored; none where they cannot be read.</summary>
    public async Task<IReadOnlyList<ProxyUser>> LoadAsync()
    {
        try
        {
            return (await store.LoadAsync(CancellationToken.None)).Users;
        }
        catch (UserStoreException exception)
        {
            LogFailed(logger, exception);
            toasts.Show($"The users could not be read: {exception.Message}", "fail");
            return [];
        }
    }

    /// <summary>Adds a user whose name and password have been checked; why not, or null when it is done or was told otherwise.</summary>
    public async Task<string?> AddAsync(string name, string password)
    {
        string hash = await hasher.HashAsync(password, CancellationToken.None);
        return await SaveAsync(() => store.AddAsync(name, hash, time.GetUtcNow(), CancellationToken.None)) is false
            ? $"There is a user {name} already (or {StoredUsers.MaxUsers} users, which is the most)."
            : null;
    }

    /// <summary>Turns a user away, or lets them in again.</summary>
    public Task SetEnabledAsync(ProxyUser user, bool enabled) =>
        SaveAsync(() => store.SetDisabledAsync(user.Name, !enabled, CancellationToken.None));

    /// <summary>Removes a user; taken back, they come again with the same password.</summary>
    public async Task RemoveAsync(ProxyUser user)
    {
        if (await SaveAsync(() => store.RemoveAsync(user.Name, CancellationToken.None)) is true)
        {
            toasts.Show($"The user {user.Name} was removed.", "neutral", () => SaveAsync(() => AgainAsync(user)));
        }
    }

    private async Task<bool> AgainAsync(ProxyUser user) =>
        await store.AddAsync(user.Name, user.PasswordHash, user.CreatedAt, CancellationToken.None)
        && (!user.Disabled || await store.SetDisabledAsync(user.Name, disabled: true, CancellationToken.None));

    /// <summary>Whether the change found what it was for; null where it could not be saved, which has then been told.</summary>
    private async Task<bool?> SaveAsync(Func<Task<bool>> change)
    {
        try
        {
            bool isChanged = await change();
            await book.RefreshAsync(CancellationToken.None);
            await (Changed?.Invoke() ?? Task.CompletedTask);
            return isChanged;
        }
        catch (UserStoreException exception)
        {
            LogFailed(logger, exception);
            toasts.Show($"The user could not be saved: {exception.Message}", "fail");
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The users of the proxy could not be read or saved.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
