using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Targets;

/// <summary>
/// Checks the Host field (RFC 9112 §3.2). It is never a source of the destination: that is the target's alone, and the field is
/// rewritten from it.
/// </summary>
public static class HostField
{
    /// <summary>A fault unless there is exactly one valid Host field; HTTP/1.0 may do without.</summary>
    public static HttpFault Check(RequestHead head)
    {
        int index = head.Fields.IndexOf(FieldNames.Host);
        if (index < 0)
        {
            return head.Version is HttpVersion.Http10
                ? HttpFault.None
                : HttpFault.BadRequest("The request has no Host field.");
        }

        if (head.Fields.IndexOf(FieldNames.Host, index + 1) >= 0)
        {
            return HttpFault.BadRequest("The request has more than one Host field.");
        }

        return TargetParser.TryParseAuthority(head.Fields.Value(index), out _, out _)
            ? HttpFault.None
            : HttpFault.BadRequest("The Host field is not a valid host.");
    }
}
