namespace OrleansProxy.Policy.Limits;

/// <summary>The limiter's answer.</summary>
/// <param name="Allowed">Whether the request may go on. A refused one is not counted.</param>
/// <param name="Count">What is counted for the client in the window, this request included when allowed.</param>
/// <param name="Limit">What <paramref name="Count"/> may not exceed; 0 when this client is not limited.</param>
/// <param name="Period">The length of the window; zero when this client is not limited.</param>
/// <param name="RetryAfter">When refused, the least time after which a request of the same cost would be allowed.</param>
public readonly record struct RateLimitDecision(bool Allowed, int Count, int Limit, TimeSpan Period, TimeSpan RetryAfter)
{
    /// <summary>For a client that is not limited.</summary>
    public static RateLimitDecision Unlimited { get; } = new(true, 0, 0, TimeSpan.Zero, TimeSpan.Zero);
}
