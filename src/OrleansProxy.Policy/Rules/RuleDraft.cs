namespace OrleansProxy.Policy.Rules;

/// <summary>A rule that does not stand yet.</summary>
/// <param name="Pattern">As in <see cref="Rule.Pattern"/>, at most 1,000 characters.</param>
/// <param name="Comment">At most 500 characters.</param>
/// <param name="Enabled">Whether it comes into force at once.</param>
public sealed record RuleDraft(string Pattern, string Comment = "", bool Enabled = true);
