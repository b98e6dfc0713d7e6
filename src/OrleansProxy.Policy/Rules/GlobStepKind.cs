namespace OrleansProxy.Policy.Rules;

/// <summary>What one element of a glob takes from the host.</summary>
internal enum GlobStepKind
{
    /// <summary>This one character.</summary>
    Literal,

    /// <summary>Any one character: <c>?</c>.</summary>
    One,

    /// <summary>One character of a set: <c>[a-f0-9]</c>.</summary>
    InSet,

    /// <summary>One character outside a set: <c>[!a-f]</c> or <c>[^a-f]</c>.</summary>
    OutsideSet,

    /// <summary>Any number of characters, none and dots included: <c>*</c>.</summary>
    Run,
}
