using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Answers;

/// <summary>Why a request is not carried out: what the client is told and what is remembered.</summary>
/// <param name="Result">What is remembered.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Reason">One sentence for the person at the client.</param>
/// <param name="ProxyError">The error type for Proxy-Status (RFC 9209 §2.3).</param>
internal sealed record Refusal(TrafficResult Result, int Status, string Reason, string ProxyError)
{
    /// <summary>The rule that blocks, if it is a rule.</summary>
    public Rule? Rule { get; init; }

    /// <summary>After what time the request would be allowed, if it is a limit.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the connection cannot go on, because what follows on it cannot be told apart from this request.</summary>
    public bool Fatal { get; init; }

    public static Refusal BadRequest(int status, string reason) =>
        new(TrafficResult.BadRequest, status, reason, "http_request_error") { Fatal = true };
}
