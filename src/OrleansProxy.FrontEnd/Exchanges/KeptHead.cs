using System.Text;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>The head of a request as text for a log, without what could be a credential or a cookie. Thread-safe.</summary>
internal static class KeptHead
{
    /// <summary>Characters that are kept.</summary>
    public const int MaxLength = 16 * 1024;

    private const string Redacted = "[redacted]";

    /// <summary>The request line and the fields, lines parted by CR LF; "" where no head could be read.</summary>
    public static string Of(RequestHead head)
    {
        if (head.Method.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder(Math.Min(head.Length, MaxLength));
        Append(text, head.Method);
        text.Append(' ');
        AppendTarget(text, head.Target);
        text.Append(head.Version is Http.HttpVersion.Http11 ? " HTTP/1.1" : " HTTP/1.0");
        for (int index = 0; index < head.Fields.Count && text.Length < MaxLength; index++)
        {
            text.Append("\r\n");
            Append(text, head.Fields.Name(index));
            text.Append(": ");
            if (SecretFields.Contains(head.Fields.Name(index)))
            {
                text.Append(Redacted);
            }
            else
            {
                Append(text, head.Fields.Value(index));
            }
        }

        return text.ToString(0, Math.Min(text.Length, MaxLength));
    }

    /// <summary>Appends the target without a name and password in front of its host, however the rest of it is written.</summary>
    private static void AppendTarget(StringBuilder text, ReadOnlySpan<byte> target)
    {
        int scheme = target.IndexOf((byte)':');
        int start = scheme >= 0 && scheme + 1 < target.Length && target[scheme + 1] is (byte)'/' or (byte)'\\' ? scheme + 1 : 0;
        start += target[start..].IndexOfAnyExcept("/\\"u8) is var first and > 0 && start > 0 ? first : 0;
        ReadOnlySpan<byte> authority = target[start..];
        authority = authority[..(authority.IndexOfAny("/?\\"u8) is var end and >= 0 ? end : authority.Length)];
        int at = authority.LastIndexOf((byte)'@');
        if (at < 0)
        {
            Append(text, target);
            return;
        }

        Append(text, target[..start]);
        text.Append(Redacted);
        Append(text, target[(start + at)..]);
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets[..Math.Min(octets.Length, MaxLength)])
        {
            text.Append((char)octet);
        }
    }
}
