namespace OrleansProxy.Http.Heads;

/// <summary>
/// Parses heads strictly: CRLF only, no line folding, no white space where none belongs, bounded. The caller keeps the octets
/// until a head is complete. Every whole line is judged once, as soon as it is there, so that the verdict does not depend on how
/// the octets were split, what is not HTTP is refused without waiting for more, and a head that comes octet by octet costs no more
/// than its length. Thread-safe for different heads.
/// </summary>
public static class HeadParser
{
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    /// <summary>Parses the head of a request from the start of <paramref name="input"/>.</summary>
    /// <param name="input">What has been received so far; one empty line before the head is passed over (RFC 9112 §2.2).</param>
    /// <param name="limits">How large it may be: past it 414 or 431.</param>
    /// <param name="head">
    /// Filled in when complete; its bytes are a copy. Until then, and after a fault, it has the method and the target when the
    /// request line has them, else both are empty.
    /// </param>
    /// <param name="seen">
    /// How many of the octets the call before, into the same head, was given when it asked for more; 0 for the first call.
    /// </param>
    public static HeadParse ParseRequest(ReadOnlySpan<byte> input, HeadLimits limits, RequestHead head, int seen = 0)
    {
        int skipped = input.StartsWith("\r\n"u8) ? 2 : 0;
        seen = head.Continues(seen - skipped);
        ReadOnlySpan<byte> octets = Allowed(input[skipped..], limits, seen, out bool whole);
        head.Load(octets, seen);
        HttpFault fault = head.NextLine > 0 ? HttpFault.None : RequestLine.Parse(head, seen);
        if (!fault.IsFault && head.NextLine > 0)
        {
            fault = FieldParser.Parse(head, seen, limits.MaxFields, fromOrigin: false);
        }

        if (!fault.IsFault && !whole && octets.Length == limits.MaxBytes)
        {
            fault = head.NextLine > 0
                ? new HttpFault(431, "The head of the request is longer than Proxy:MaxHeadBytes allows.")
                : new HttpFault(414, "The request target is longer than Proxy:MaxHeadBytes allows.");
        }

        return Outcome(fault, whole, skipped + octets.Length);
    }

    /// <summary>Parses the head of a response from the start of <paramref name="input"/>; every fault is a 502.</summary>
    /// <param name="input">What has been received so far.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="head">Filled in when complete; its bytes are a copy. Otherwise it means nothing.</param>
    /// <param name="seen">
    /// How many of the octets the call before, into the same head, was given when it asked for more; 0 for the first call.
    /// </param>
    public static HeadParse ParseResponse(ReadOnlySpan<byte> input, HeadLimits limits, ResponseHead head, int seen = 0)
    {
        seen = head.Continues(seen);
        ReadOnlySpan<byte> octets = Allowed(input, limits, seen, out bool whole);
        head.Load(octets, seen);
        HttpFault fault = head.NextLine > 0 ? HttpFault.None : StatusLine.Parse(head, seen);
        if (!fault.IsFault && head.NextLine > 0)
        {
            fault = FieldParser.Parse(head, seen, limits.MaxFields, fromOrigin: true);
        }

        if (!fault.IsFault && !whole && octets.Length == limits.MaxBytes)
        {
            fault = HttpFault.BadGateway("The head of the origin's answer is longer than Proxy:MaxHeadBytes allows.");
        }

        return Outcome(fault, whole, octets.Length);
    }

    /// <summary>The head when it is whole, else as much as has come and may belong to a head.</summary>
    private static ReadOnlySpan<byte> Allowed(ReadOnlySpan<byte> octets, HeadLimits limits, int seen, out bool whole)
    {
        ReadOnlySpan<byte> allowed = octets[..Math.Min(octets.Length, limits.MaxBytes)];
        int searched = Math.Max(0, seen - (EndOfHead.Length - 1));
        int end = allowed[searched..].IndexOf(EndOfHead);
        whole = end >= 0;
        return whole ? allowed[..(searched + end + EndOfHead.Length)] : allowed;
    }

    private static HeadParse Outcome(HttpFault fault, bool whole, int consumed)
    {
        if (fault.IsFault)
        {
            return HeadParse.Faulty(fault);
        }

        return whole ? HeadParse.Complete(consumed) : HeadParse.NeedMore;
    }
}
