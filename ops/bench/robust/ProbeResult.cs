namespace OrleansProxy.Robust;

/// <summary>What clients that behave well had while others did not.</summary>
internal sealed record ProbeResult(int Served, int Failed, TimeSpan P50, TimeSpan P99, string? FirstFailure);
