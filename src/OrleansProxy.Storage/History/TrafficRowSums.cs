namespace OrleansProxy.Storage.History;

/// <summary>One line of an answer from <see cref="RowQueries"/>; a question fills the columns that it has.</summary>
internal sealed class TrafficRowSums
{
    public long Status { get; init; }

    public long Requests { get; init; }

    public string Host { get; init; } = "";

    public long FirstByte { get; init; }
}
