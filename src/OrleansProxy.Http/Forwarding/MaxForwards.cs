using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Forwarding;

/// <summary>
/// How many proxies an OPTIONS or TRACE may still pass (RFC 9110 §7.6.2). On other methods the field means nothing here and goes on
/// as it came. Thread-safe.
/// </summary>
public static class MaxForwards
{
    /// <summary>The most that is told apart: what is larger counts as this much, as the RFC lets a recipient do.</summary>
    public const int Most = int.MaxValue;

    /// <summary>Reads the field where it counts.</summary>
    /// <param name="head">The request.</param>
    /// <param name="left">How many proxies it may pass after this one is reached; null where it says nothing.</param>
    /// <returns>A fault when it is not one whole number: a guess could send the request further than it may go.</returns>
    public static HttpFault Read(RequestHead head, out int? left)
    {
        left = null;
        if (!(head.Method.SequenceEqual("OPTIONS"u8) || head.Method.SequenceEqual("TRACE"u8))
            || !head.Fields.TryGetFirst(FieldNames.MaxForwards, out ReadOnlySpan<byte> value))
        {
            return HttpFault.None;
        }

        if (value.IsEmpty || head.Fields.CountOf(FieldNames.MaxForwards) > 1)
        {
            return Malformed;
        }

        long number = 0;
        foreach (byte octet in value)
        {
            if (!Octets.IsDigit(octet))
            {
                return Malformed;
            }

            number = Math.Min(Most, (number * 10) + (octet - '0'));
        }

        left = (int)number;
        return HttpFault.None;
    }

    private static HttpFault Malformed => HttpFault.BadRequest("Max-Forwards must stand once and be a whole number.");
}
