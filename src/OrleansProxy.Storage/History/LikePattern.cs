using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History;

/// <summary>Patterns for <c>LIKE ... ESCAPE '\'</c>.</summary>
internal static class LikePattern
{
    /// <summary>Matches every text that contains this one, its own <c>%</c> and <c>_</c> taken as they are.</summary>
    public static string Containing(string text) => $"%{Escape(text)}%";

    /// <summary>Matches every host below a domain.</summary>
    public static string Below(string domain) => $"%.{Escape(domain)}";

    /// <summary>Matches what a person's pattern does.</summary>
    public static string Of(HostPattern pattern) =>
        pattern.IsWhole ? string.Join('%', pattern.Parts.Select(Escape)) : Containing(pattern.Text);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
