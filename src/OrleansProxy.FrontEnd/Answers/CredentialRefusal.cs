using OrleansProxy.Policy.Credentials;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Answers;

/// <summary>How a client is told that its credentials are not there, or not right, or not looked at now (RFC 9110 §11.7, §15.5.8).</summary>
internal static class CredentialRefusal
{
    private const string ProxyError = "http_request_denied";

    /// <summary>None were sent.</summary>
    public static Refusal Missing { get; } = new(
        TrafficResult.ClientRefused, 407, "This proxy is for users with a name and a password (Proxy:RequireCredentials).", ProxyError);

    /// <summary>They are nobody's.</summary>
    public static Refusal Wrong { get; } = new(
        TrafficResult.ClientRefused, 407, "The name or the password for this proxy is not right.", ProxyError);

    /// <summary>The refusal for a verdict, or null when the credentials were accepted.</summary>
    public static Refusal? Of(CredentialVerdict verdict) => verdict.Outcome switch
    {
        CredentialOutcome.Accepted => null,
        CredentialOutcome.Wrong => Wrong,

        // Not 407: that would ask for another try.
        CredentialOutcome.Throttled => new Refusal(
            TrafficResult.ClientRefused, 429, "This device has sent too many wrong passwords for this proxy.", ProxyError)
        {
            RetryAfter = verdict.RetryAfter,
        },
        _ => new Refusal(
            TrafficResult.ClientRefused, 503, "The proxy is checking too many passwords at the moment.", ProxyError)
        {
            RetryAfter = verdict.RetryAfter,
        },
    };
}
