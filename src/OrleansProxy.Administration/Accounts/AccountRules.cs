namespace OrleansProxy.Administration.Accounts;

/// <summary>What a name and a password must be. Each check answers with a sentence for the person at the form, or null.</summary>
public static class AccountRules
{
    /// <summary>The least length of a password, in characters.</summary>
    public const int MinPasswordLength = 8;

    /// <summary>The greatest length of a password, in characters; more would only make hashing a weapon.</summary>
    public const int MaxPasswordLength = 256;

    /// <summary>The greatest length of an account's name, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The name that the first account has unless its owner chooses another.</summary>
    public const string FirstAccountName = "admin";

    /// <summary>Why this password cannot be taken, or null when it can.</summary>
    public static string? RefusePassword(string password) => password.Length switch
    {
        < MinPasswordLength => $"Please choose at least {MinPasswordLength} characters. A few words in a row are easy to remember.",
        > MaxPasswordLength => $"Please choose at most {MaxPasswordLength} characters.",
        _ => null,
    };

    /// <summary>Why this name cannot be taken, or null when it can.</summary>
    public static string? RefuseName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength)
        {
            return $"Please choose a name of 1 to {MaxNameLength} characters.";
        }

        return name.Any(char.IsControl) || name != name.Trim()
            ? "A name cannot start or end with a space or hold control characters."
            : null;
    }
}
