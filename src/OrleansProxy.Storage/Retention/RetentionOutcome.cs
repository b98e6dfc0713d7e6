namespace OrleansProxy.Storage.Retention;

/// <summary>What one run of the retention has removed.</summary>
/// <param name="ByAge">Rows that were older than History:Days.</param>
/// <param name="BySize">Rows that went because the database had reached History:MaxGB.</param>
/// <param name="Oldest">When the oldest row left began, UTC; null where there is none.</param>
public sealed record RetentionOutcome(long ByAge, long BySize, DateTimeOffset? Oldest);
