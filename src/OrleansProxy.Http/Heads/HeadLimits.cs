namespace OrleansProxy.Http.Heads;

/// <summary>How large a head may be.</summary>
/// <param name="MaxBytes">Octets from the start line to the empty line, both included.</param>
/// <param name="MaxFields">Field lines.</param>
public readonly record struct HeadLimits(int MaxBytes, int MaxFields);
