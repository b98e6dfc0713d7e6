namespace OrleansProxy.Hosting.Configuration;

/// <summary>Finds the name that a person most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the candidates by edits of single letters, or null when a third of the name or more is wrong.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = candidates.MinBy(candidate => Edits(name, candidate));
        return best is not null && Edits(name, best) * 3 <= Math.Max(name.Length, best.Length) ? best : null;
    }

    private static int Edits(string left, string right)
    {
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        int[] row = new int[right.Length + 1];
        for (int i = 0; i < left.Length; i++)
        {
            row[0] = i + 1;
            for (int j = 0; j < right.Length; j++)
            {
                int change = char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]) ? 0 : 1;
                row[j + 1] = Math.Min(Math.Min(row[j], above[j + 1]) + 1, above[j] + change);
            }

            (above, row) = (row, above);
        }

        return above[right.Length];
    }
}
