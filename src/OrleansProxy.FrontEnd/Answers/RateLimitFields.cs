using OrleansProxy.Http.Forwarding;
using OrleansProxy.Policy.Limits;

namespace OrleansProxy.FrontEnd.Answers;

/// <summary>
/// The fields that tell a client of its limit (draft-ietf-httpapi-ratelimit-headers, structured fields of RFC 9651):
/// <c>RateLimit-Policy: "default";q=100;w=10</c> and <c>RateLimit: "default";r=0;t=3</c>. They are ours to say of our own limit, so
/// they stand in answers that we make and never in an origin's.
/// </summary>
internal static class RateLimitFields
{
    /// <summary>
    /// Writes both, or nothing for a client that is not limited. <c>w</c> and <c>t</c> are whole seconds, rounded up; <c>t</c> is
    /// given when the request was refused for the limit, and is then what Retry-After says.
    /// </summary>
    public static void Write(HeadBuffer buffer, in RateLimitDecision decision)
    {
        if (decision.Limit <= 0)
        {
            return;
        }

        buffer.Write("RateLimit-Policy: \"default\";q="u8);
        buffer.Write((long)decision.Limit);
        buffer.Write(";w="u8);
        buffer.Write(DelaySeconds.Of(decision.Period));
        buffer.Write("\r\nRateLimit: \"default\";r="u8);
        buffer.Write((long)Remaining(decision));
        if (!decision.Allowed)
        {
            buffer.Write(";t="u8);
            buffer.Write(DelaySeconds.Of(decision.RetryAfter));
        }

        buffer.Write("\r\n"u8);
    }

    /// <summary>Nothing is left to who was refused; a limit that was lowered may be overdrawn.</summary>
    private static int Remaining(in RateLimitDecision decision) =>
        decision.Allowed ? Math.Max(0, decision.Limit - decision.Count) : 0;
}
