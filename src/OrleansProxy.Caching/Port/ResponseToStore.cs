using System.Net;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Port;

/// <summary>A response as it arrives, before its body.</summary>
/// <param name="Head">Its head, fields marked by HopByHop; copied, so it may be reused afterwards.</param>
/// <param name="Length">Octets of the body where the head announces them.</param>
/// <param name="Origin">The address that it comes from.</param>
/// <param name="RequestedAt">When the request was sent (RFC 9111 §4.2.3 request_time), UTC.</param>
/// <param name="ReceivedAt">When its head had been received (response_time), UTC.</param>
public sealed record ResponseToStore(
    ResponseHead Head, long? Length, IPEndPoint Origin, DateTimeOffset RequestedAt, DateTimeOffset ReceivedAt);
