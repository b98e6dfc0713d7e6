using System.Text;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Tests;

/// <summary>Messages written as text, one character an octet, and the ways to have them parsed.</summary>
internal static class Wire
{
    public static HeadLimits Limits { get; } = new(32768, 100);

    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);

    /// <summary>A request that must be whole and valid.</summary>
    public static RequestHead Request(string text)
    {
        var head = new RequestHead();
        Assert.Equal(HeadProgress.Complete, HeadParser.ParseRequest(Octets(text), Limits, head).Progress);
        return head;
    }

    /// <summary>A response that must be whole and valid.</summary>
    public static ResponseHead Response(string text)
    {
        var head = new ResponseHead();
        Assert.Equal(HeadProgress.Complete, HeadParser.ParseResponse(Octets(text), Limits, head).Progress);
        return head;
    }

    public static HeadParse ParseRequest(byte[] octets, RequestHead head) => HeadParser.ParseRequest(octets, Limits, head);

    public static HeadParse ParseResponse(byte[] octets, ResponseHead head) => HeadParser.ParseResponse(octets, Limits, head);

    /// <summary>What the parser says when one octet after the other arrives, up to its first verdict.</summary>
    public static HeadParse RequestOctetByOctet(byte[] octets, RequestHead head, HeadLimits? limits = null) =>
        OctetByOctet(octets, (prefix, seen) => HeadParser.ParseRequest(prefix, limits ?? Limits, head, seen));

    /// <summary>What the parser says when one octet after the other arrives, up to its first verdict.</summary>
    public static HeadParse ResponseOctetByOctet(byte[] octets, ResponseHead head, HeadLimits? limits = null) =>
        OctetByOctet(octets, (prefix, seen) => HeadParser.ParseResponse(prefix, limits ?? Limits, head, seen));

    /// <summary>Method, target, version and fields in one text, to compare heads by.</summary>
    public static string Describe(RequestHead head) =>
        $"{Text(head.Method)}|{Text(head.Target)}|{head.Version}|{DescribeFields(head)}";

    /// <summary>Status, reason, version and fields in one text, to compare heads by.</summary>
    public static string Describe(ResponseHead head) =>
        $"{head.Status}|{Text(head.Reason)}|{head.Version}|{DescribeFields(head)}";

    private static string DescribeFields(MessageHead head) => string.Join('|', Enumerable.Range(0, head.Fields.Count)
        .Select(index => $"{Text(head.Fields.Name(index))}={Text(head.Fields.Value(index))}"));

    private static HeadParse OctetByOctet(byte[] octets, Func<byte[], int, HeadParse> parse)
    {
        for (int length = 0; length < octets.Length; length++)
        {
            HeadParse result = parse(octets[..length], Math.Max(0, length - 1));
            if (result.Progress is not HeadProgress.NeedMore)
            {
                return result;
            }
        }

        return parse(octets, Math.Max(0, octets.Length - 1));
    }
}
