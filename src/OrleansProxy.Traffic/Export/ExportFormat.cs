namespace OrleansProxy.Traffic.Export;

/// <summary>What an export is written as.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated values (RFC 4180) with a header line.</summary>
    Csv,

    /// <summary>One JSON object (RFC 8259) a line.</summary>
    Jsonl,
}
