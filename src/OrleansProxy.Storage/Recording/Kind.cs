using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>What a request was and what became of it, as the table <c>kind</c> has it. Immutable.</summary>
internal readonly record struct Kind(
    string Method, string Scheme, string HttpVersion, int Status, TrafficResult Result, string CacheStatus, string Node)
{
    /// <summary>The kind of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cacheStatus">The text of its Cache-Status without the number.</param>
    public static Kind Of(TrafficRecord record, string cacheStatus) => new(
        StoredMethod.IsOfKind(record.Method) ? record.Method : StoredMethod.InRow,
        record.Scheme, record.Protocol, record.Status, record.Result, cacheStatus, record.Node);
}
