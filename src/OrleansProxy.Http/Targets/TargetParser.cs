using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace OrleansProxy.Http.Targets;

/// <summary>Understands request targets strictly. Thread-safe.</summary>
public static class TargetParser
{
    private static readonly SearchValues<byte> SchemeOctets = SearchValues.Create(
        "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static ReadOnlySpan<byte> HttpScheme => "http://"u8;

    /// <summary>Parses a target.</summary>
    /// <param name="method">The request method: CONNECT takes authority-form only, and nothing else does.</param>
    /// <param name="target">The target: visible ASCII without "#", as <see cref="Heads.HeadParser"/> lets through.</param>
    /// <param name="result">The target, when there is no fault.</param>
    public static HttpFault Parse(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, out RequestTarget result)
    {
        result = default;
        if (method.SequenceEqual("CONNECT"u8))
        {
            return ParseAuthorityForm(target, out result);
        }

        if (target is [(byte)'/', ..])
        {
            result = new RequestTarget(TargetForm.Origin, "", 0, Encoding.ASCII.GetString(target));
            return HttpFault.None;
        }

        if (target is [(byte)'*'])
        {
            if (!method.SequenceEqual("OPTIONS"u8))
            {
                return HttpFault.BadRequest("The target * is for OPTIONS only.");
            }

            result = new RequestTarget(TargetForm.Asterisk, "", 0, "*");
            return HttpFault.None;
        }

        return ParseAbsoluteForm(method, target, out result);
    }

    /// <summary>Parses <c>host</c> or <c>host:port</c>, as in a Host field (RFC 9110 §7.2). A missing or empty port gives 0.</summary>
    public static bool TryParseAuthority(ReadOnlySpan<byte> text, out string host, out int port)
    {
        if (KnownAuthorities.TryFind(text, out host, out port))
        {
            return true;
        }

        bool understood = TryUnderstand(text, out host, out port);
        if (understood)
        {
            KnownAuthorities.Keep(text, host, port);
        }

        return understood;
    }

    private static bool TryUnderstand(ReadOnlySpan<byte> text, out string host, out int port)
    {
        port = 0;
        int bracket = text.LastIndexOf((byte)']');
        int colon = text[(bracket + 1)..].IndexOf((byte)':');
        ReadOnlySpan<byte> hostText = colon < 0 ? text : text[..(bracket + 1 + colon)];
        if (!HostName.TryNormalise(hostText, out host))
        {
            return false;
        }

        ReadOnlySpan<byte> portText = colon < 0 ? default : text[(bracket + colon + 2)..];
        return portText.IsEmpty || TryParsePort(portText, out port);
    }

    private static HttpFault ParseAuthorityForm(ReadOnlySpan<byte> target, out RequestTarget result)
    {
        result = default;
        if (!TryParseAuthority(target, out string host, out int port) || port == 0)
        {
            return HttpFault.BadRequest("The target of CONNECT must be host:port and nothing else.");
        }

        result = new RequestTarget(TargetForm.Authority, host, port, "");
        return HttpFault.None;
    }

    private static HttpFault ParseAbsoluteForm(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, out RequestTarget result)
    {
        result = default;
        if (target.Length < HttpScheme.Length || !Ascii.EqualsIgnoreCase(target[..HttpScheme.Length], HttpScheme))
        {
            return HasScheme(target)
                ? new HttpFault(501, "Only http:// targets are forwarded; use CONNECT for https://.")
                : HttpFault.BadRequest("The request target is neither a URL nor a path.");
        }

        ReadOnlySpan<byte> rest = target[HttpScheme.Length..];
        int end = rest.IndexOfAny((byte)'/', (byte)'?');
        ReadOnlySpan<byte> authority = end < 0 ? rest : rest[..end];
        if (!TryParseAuthority(authority, out string host, out int port))
        {
            return HttpFault.BadRequest("The host or port in the request target is not valid.");
        }

        result = new RequestTarget(TargetForm.Absolute, host, port == 0 ? 80 : port, PathAndQuery(method, rest, end));
        return HttpFault.None;
    }

    private static bool HasScheme(ReadOnlySpan<byte> target)
    {
        int length = target.IndexOf("://"u8);
        return length > 0 && target[..length].IndexOfAnyExcept(SchemeOctets) < 0;
    }

    private static string PathAndQuery(ReadOnlySpan<byte> method, ReadOnlySpan<byte> rest, int end) => end switch
    {
        < 0 when method.SequenceEqual("OPTIONS"u8) => "*",
        < 0 => "/",
        _ when rest[end] == '?' => "/" + Encoding.ASCII.GetString(rest[end..]),
        _ => Encoding.ASCII.GetString(rest[end..]),
    };

    private static bool TryParsePort(ReadOnlySpan<byte> text, out int port) =>
        Utf8Parser.TryParse(text, out port, out int used)
        && used == text.Length
        && text.Length <= 5
        && Octets.IsDigit(text[0])
        && port is >= 1 and <= 65535;
}
