namespace OrleansProxy.Portal.Log;

/// <summary>One step of the story of a request.</summary>
/// <param name="Title">What was asked.</param>
/// <param name="Text">What the answer was.</param>
/// <param name="Tone">The colour's meaning: allow, block, limit, cache, fail, or neutral for a step that was not reached.</param>
internal sealed record DecisionStep(string Title, string Text, string Tone);
