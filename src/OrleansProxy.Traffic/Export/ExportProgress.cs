namespace OrleansProxy.Traffic.Export;

/// <summary>How far an export has come.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Bytes">Bytes written, a header line among them.</param>
/// <param name="Reached">The time of the last row, UTC; rows come oldest first.</param>
public readonly record struct ExportProgress(long Rows, long Bytes, DateTimeOffset Reached);
