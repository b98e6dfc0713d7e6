namespace OrleansProxy.Policy.Rules;

/// <summary>One block or allow pattern as its author wrote it. Immutable.</summary>
/// <param name="Id">The store's key, above 0; a rule from configuration has a negative one, unique within a snapshot.</param>
/// <param name="Pattern">
/// The text: <c>example.com</c> (itself and subdomains), <c>=host</c>, a glob with <c>*</c> <c>?</c> <c>[...]</c>,
/// <c>/regex/</c>, each allowing instead of blocking after <c>@@</c>.
/// </param>
/// <param name="Comment">The author's words, "" when there are none.</param>
/// <param name="Enabled">Whether it is in force.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record Rule(
    long Id, string Pattern, string Comment, bool Enabled, RuleOrigin Origin, DateTimeOffset CreatedAt);
