using System.Globalization;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Storage;

namespace OrleansProxy.Hosting.Users;

/// <summary>
/// The command <c>users</c>: who may use the proxy by name and password. Works while the proxy runs, which sees a change within
/// two seconds. A password is asked for at the terminal, or read as one line from standard input; it is never an argument, which
/// other processes could see.
/// </summary>
internal sealed class UsersCommand(ProgramConsole console, PasswordHasher hasher, TimeProvider time)
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What to do.</param>
    /// <param name="path">The database; made where it is missing and a user is added.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(UsersArguments arguments, string path, CancellationToken cancellationToken)
    {
        if (arguments.Verb is UsersVerb.Add && ProxyUserName.Refuse(arguments.Name) is { } refusal)
        {
            return Fail(refusal);
        }

        if (arguments.Verb is not UsersVerb.Add && !File.Exists(path))
        {
            return Fail($"There is no database at {path} yet, and so no user.");
        }

        try
        {
            string? hash = arguments.Verb is UsersVerb.Add or UsersVerb.Password
                ? await hasher.HashAsync(ReadPassword(), cancellationToken).ConfigureAwait(false)
                : null;
            await using SqliteStorage storage = await SqliteStorage.OpenBesideAsync(path, cancellationToken).ConfigureAwait(false);
            return arguments.Verb is UsersVerb.List
                ? await ListAsync(storage.Users, cancellationToken).ConfigureAwait(false)
                : await ChangeAsync(storage.Users, arguments, hash, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PasswordRefusedException or StorageException or UserStoreException
            or IOException or UnauthorizedAccessException)
        {
            return Fail(exception.Message);
        }
    }

    private async Task<int> ChangeAsync(IUserStore users, UsersArguments arguments, string? hash, CancellationToken cancellationToken)
    {
        string name = arguments.Name;
        bool isDone = await (arguments.Verb switch
        {
            UsersVerb.Add => users.AddAsync(name, hash!, time.GetUtcNow(), cancellationToken),
            UsersVerb.Password => users.SetPasswordAsync(name, hash!, cancellationToken),
            UsersVerb.Disable => users.SetDisabledAsync(name, disabled: true, cancellationToken),
            UsersVerb.Enable => users.SetDisabledAsync(name, disabled: false, cancellationToken),
            _ => users.RemoveAsync(name, cancellationToken),
        }).ConfigureAwait(false);
        if (!isDone)
        {
            return Fail(arguments.Verb is UsersVerb.Add
                ? $"There is a user {name} already (or {StoredUsers.MaxUsers} users, which is the most)."
                : $"There is no user {name}.");
        }

        console.Out.WriteLine(SettingMessage.OneLine(arguments.Verb switch
        {
            UsersVerb.Add => $"User {name} is added.",
            UsersVerb.Password => $"User {name} has a new password.",
            UsersVerb.Disable => $"User {name} is turned away.",
            UsersVerb.Enable => $"User {name} is let in again.",
            _ => $"User {name} is removed.",
        }));
        return ExitCode.Success;
    }

    private async Task<int> ListAsync(IUserStore users, CancellationToken cancellationToken)
    {
        StoredUsers stored = await users.LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (ProxyUser user in stored.Users)
        {
            string added = user.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            console.Out.WriteLine($"{user.Name}  added {added}{(user.Disabled ? "  disabled" : "")}");
        }

        if (stored.Users.Count == 0)
        {
            console.Out.WriteLine("There is no user yet.");
        }

        return ExitCode.Success;
    }

    private string ReadPassword()
    {
        string password = console.ReadSecret?.Invoke("Password: ") ?? console.In.ReadLine() ?? "";
        if (AccountRules.RefusePassword(password) is { } refusal)
        {
            throw new PasswordRefusedException(refusal);
        }

        return console.ReadSecret is { } again && again("The same again: ") != password
            ? throw new PasswordRefusedException("The two passwords are not the same.")
            : password;
    }

    private int Fail(string message)
    {
        console.Error.WriteLine(SettingMessage.OneLine(message));
        return ExitCode.Failure;
    }
}
