namespace OrleansProxy.Administration.Accounts;

/// <summary>What became of the wish to make the first account.</summary>
/// <param name="Account">The account, when it was made.</param>
/// <param name="Refusal">Otherwise a sentence for the person at the form.</param>
public sealed record AccountCreation(Account? Account, string? Refusal);
