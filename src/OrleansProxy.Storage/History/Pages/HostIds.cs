using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>Which hosts a filter or a scope means.</summary>
internal static class HostIds
{
    /// <summary>The keys of the hosts that a filter wants; null when it wants all.</summary>
    public static List<long>? Of(SqliteConnection connection, TrafficFilter filter)
    {
        var conditions = new List<string>();
        var texts = new List<string>();
        if (filter.Host is { } host)
        {
            conditions.Add("name = ?");
            texts.Add(host);
        }

        if (filter.Domain is { } domain)
        {
            conditions.Add("(name = ? OR name LIKE ? ESCAPE '\\')");
            texts.AddRange([domain, LikePattern.Below(domain)]);
        }

        if (filter.HostPattern is { } pattern)
        {
            conditions.Add("name LIKE ? ESCAPE '\\'");
            texts.Add(LikePattern.Of(pattern));
        }

        return conditions.Count == 0 ? null : Find(connection, string.Join(" AND ", conditions), texts);
    }

    /// <summary>The keys of a domain and of the hosts below it; null when there is no domain.</summary>
    public static List<long>? Of(SqliteConnection connection, TrafficScope scope) =>
        Of(connection, new TrafficFilter { Domain = scope.Domain });

    private static List<long> Find(SqliteConnection connection, string condition, List<string> texts)
    {
        using var find = new PreparedStatement(connection, $"SELECT id FROM host WHERE {condition}");
        for (int i = 0; i < texts.Count; i++)
        {
            find.Bind(i + 1, texts[i]);
        }

        return find.QueryNumbers();
    }
}
