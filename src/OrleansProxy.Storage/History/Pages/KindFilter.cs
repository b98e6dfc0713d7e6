using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>Which kinds of requests a filter wants, by method, status, result and cache outcome.</summary>
internal static class KindFilter
{
    /// <summary>The keys of the kinds; null when it wants all.</summary>
    public static List<long>? Of(SqliteConnection connection, TrafficFilter filter)
    {
        var conditions = new List<string>();
        bool hasMethod = filter.Method is { } method && StoredMethod.IsOfKind(method);
        if (hasMethod)
        {
            conditions.Add("method = ?");
        }

        if (filter.Status is { } status)
        {
            conditions.Add($"status BETWEEN {status.First} AND {status.Last}");
        }

        if (filter.Results is { Count: > 0 } results)
        {
            conditions.Add($"result IN ({string.Join(", ", results.Select(result => (int)result).Distinct().Order())})");
        }

        if (filter.Cache is { } cache)
        {
            conditions.Add($"cache = {(int)cache}");
        }

        return conditions.Count == 0 ? null : Find(connection, string.Join(" AND ", conditions), hasMethod ? filter.Method : null);
    }

    private static List<long> Find(SqliteConnection connection, string condition, string? method)
    {
        using var find = new PreparedStatement(connection, $"SELECT id FROM kind WHERE {condition}");
        if (method is not null)
        {
            find.Bind(1, method);
        }

        return find.QueryNumbers();
    }
}
