using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>What we answer to an OPTIONS or TRACE that may go no further than here (Max-Forwards: 0, RFC 9110 §7.6.2).</summary>
internal static class LastHop
{
    private static readonly KeyValuePair<string, string>[] NotKept = [new("Cache-Control", "no-store"), new("X-Content-Type-Options", "nosniff")];

    /// <summary>The methods that we carry, or for TRACE the request as it came.</summary>
    public static Answer To(RequestHead request) => request.Method.SequenceEqual("TRACE"u8)
        ? new Answer(200, "message/http", Echo(request), NotKept)
        : new Answer(
            200,
            "text/plain; charset=utf-8",
            default,
            [new("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT"), .. NotKept]);

    /// <summary>The head without what could be a credential (RFC 9110 §9.3.8): a script must not read back what it cannot see.</summary>
    private static byte[] Echo(RequestHead request)
    {
        var echo = new HeadBuffer();
        echo.Write("TRACE "u8);
        echo.Write(request.Target);
        echo.Write(request.Version is Http.HttpVersion.Http11 ? " HTTP/1.1\r\n"u8 : " HTTP/1.0\r\n"u8);
        for (int index = 0; index < request.Fields.Count; index++)
        {
            ReadOnlySpan<byte> name = request.Fields.Name(index);
            if (!SecretFields.Contains(name))
            {
                echo.WriteField(name, request.Fields.Value(index));
            }
        }

        HeadWriter.End(echo);
        byte[] octets = echo.Written.ToArray();
        echo.Release();
        return octets;
    }
}
