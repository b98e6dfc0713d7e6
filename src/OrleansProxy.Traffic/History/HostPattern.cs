namespace OrleansProxy.Traffic.History;

/// <summary>
/// A pattern that people type to find hosts: with a "*" it is the whole host, each "*" standing for any text; without one it is
/// any part of the host. Case does not matter. Immutable.
/// </summary>
/// <param name="Text">The pattern as typed.</param>
public sealed record HostPattern(string Text)
{
    private readonly string[] _parts = Text.Split('*');

    /// <summary>Whether the pattern is the whole host.</summary>
    public bool IsWhole => _parts.Length > 1;

    /// <summary>What stands between the stars.</summary>
    public IReadOnlyList<string> Parts => _parts;

    /// <summary>Whether the host fits.</summary>
    public bool Matches(string host)
    {
        if (!IsWhole)
        {
            return host.Contains(Text, StringComparison.OrdinalIgnoreCase);
        }

        string first = _parts[0], last = _parts[^1];
        if (host.Length < first.Length + last.Length
            || !host.StartsWith(first, StringComparison.OrdinalIgnoreCase)
            || !host.EndsWith(last, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        int at = first.Length, end = host.Length - last.Length;
        foreach (string part in _parts.AsSpan(1..^1))
        {
            int found = host.IndexOf(part, at, end - at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }
}
