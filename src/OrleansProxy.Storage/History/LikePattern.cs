namespace OrleansProxy.Storage.History;

/// <summary>Patterns for <c>LIKE ... ESCAPE '\'</c>.</summary>
internal static class LikePattern
{
    /// <summary>Matches every text that contains this one, its own <c>%</c> and <c>_</c> taken as they are.</summary>
    public static string Containing(string text)
    {
        string escaped = text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
