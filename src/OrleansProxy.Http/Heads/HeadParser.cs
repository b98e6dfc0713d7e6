namespace OrleansProxy.Http.Heads;

/// <summary>
/// Parses heads strictly: CRLF only, no line folding, no white space where none belongs, bounded. Stateless: the caller
/// keeps the octets until a head is complete. Thread-safe for different heads.
/// </summary>
public static class HeadParser
{
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    /// <summary>Parses the head of a request from the start of <paramref name="input"/>.</summary>
    /// <param name="input">What has been received so far; one empty line before the head is passed over (RFC 9112 §2.2).</param>
    /// <param name="limits">How large it may be: past it 414 or 431.</param>
    /// <param name="head">Filled in when complete; its bytes are a copy.</param>
    public static HeadParse ParseRequest(ReadOnlySpan<byte> input, HeadLimits limits, RequestHead head)
    {
        int skipped = input.StartsWith("\r\n"u8) ? 2 : 0;
        ReadOnlySpan<byte> octets = input[skipped..];
        int end = octets.IndexOf(EndOfHead);
        if (end < 0 || end + 4 > limits.MaxBytes)
        {
            HttpFault early = RequestLine.FaultOfPartial(octets, limits);
            return early.IsFault ? HeadParse.Faulty(early) : HeadParse.NeedMore;
        }

        head.Load(octets[..(end + 4)]);
        HttpFault fault = RequestLine.Parse(head, out int fieldsStart);
        if (!fault.IsFault)
        {
            fault = FieldParser.Parse(head, fieldsStart, limits.MaxFields, fromOrigin: false);
        }

        return fault.IsFault ? HeadParse.Faulty(fault) : HeadParse.Complete(skipped + end + 4);
    }

    /// <summary>Parses the head of a response from the start of <paramref name="input"/>; every fault is a 502.</summary>
    /// <param name="input">What has been received so far.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="head">Filled in when complete; its bytes are a copy.</param>
    public static HeadParse ParseResponse(ReadOnlySpan<byte> input, HeadLimits limits, ResponseHead head)
    {
        int end = input.IndexOf(EndOfHead);
        if (end < 0 || end + 4 > limits.MaxBytes)
        {
            HttpFault early = StatusLine.FaultOfPartial(input, limits);
            return early.IsFault ? HeadParse.Faulty(early) : HeadParse.NeedMore;
        }

        head.Load(input[..(end + 4)]);
        HttpFault fault = StatusLine.Parse(head, out int fieldsStart);
        if (!fault.IsFault)
        {
            fault = FieldParser.Parse(head, fieldsStart, limits.MaxFields, fromOrigin: true);
        }

        return fault.IsFault ? HeadParse.Faulty(fault) : HeadParse.Complete(end + 4);
    }
}
