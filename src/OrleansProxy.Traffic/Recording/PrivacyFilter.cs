using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>Takes out of a record what is not to be kept.</summary>
internal static class PrivacyFilter
{
    /// <summary>Stands for every client whose address is not kept: no client has it.</summary>
    private static readonly IPAddress Hidden = IPAddress.Any;

    /// <summary>The record as it may be kept.</summary>
    public static TrafficRecord Apply(HistoryPrivacy privacy, TrafficRecord record) => privacy switch
    {
        HistoryPrivacy.Full => record,
        HistoryPrivacy.NoPaths => record with { PathAndQuery = "", Heads = WithoutRequest(record.Heads) },
        HistoryPrivacy.NoClients => WithoutClient(record, isRow: true),
        _ => WithoutClient(record, isRow: false),
    };

    private static TrafficRecord WithoutClient(TrafficRecord record, bool isRow) => record with
    {
        PathAndQuery = "",
        Heads = WithoutRequest(record.Heads),
        Client = Hidden,
        User = null,
        UserAgent = null,
        Error = record.Error?.Replace(record.Client.ToString(), Hidden.ToString(), StringComparison.Ordinal),
        IsOnlySummed = !isRow,
    };

    /// <summary>A request's head names the path, and in its fields much else.</summary>
    private static ExchangeHeads? WithoutRequest(ExchangeHeads? heads) => heads is null ? null : heads with { Request = "" };
}
