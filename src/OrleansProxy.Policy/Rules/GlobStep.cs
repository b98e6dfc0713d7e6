namespace OrleansProxy.Policy.Rules;

/// <summary>One element of a glob: what it takes from the host. Immutable.</summary>
/// <param name="Kind">How it is read.</param>
/// <param name="Characters">
/// The character of a literal; for a set, the first and last character of each of its ranges, one pair after the other.
/// </param>
internal readonly record struct GlobStep(GlobStepKind Kind, string Characters = "")
{
    /// <summary>Whether the step takes this one character; not to be asked of <see cref="GlobStepKind.Run"/>.</summary>
    public bool Takes(char character) => Kind switch
    {
        GlobStepKind.Literal => character == Characters[0],
        GlobStepKind.One => true,
        GlobStepKind.InSet => IsInSet(character),
        _ => !IsInSet(character),
    };

    private bool IsInSet(char character)
    {
        for (int pair = 0; pair < Characters.Length; pair += 2)
        {
            if (character >= Characters[pair] && character <= Characters[pair + 1])
            {
                return true;
            }
        }

        return false;
    }
}
