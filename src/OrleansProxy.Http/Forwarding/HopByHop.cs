using System.Text;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Forwarding;

/// <summary>Finds the fields that concern one connection only and are not forwarded (RFC 9110 §7.6.1).</summary>
public static class HopByHop
{
    /// <summary>
    /// Marks every line that is hop-by-hop by definition or named by Connection. Content-Length and Transfer-Encoding count too:
    /// a message is framed anew by whoever sends it. Host cannot be named away.
    /// </summary>
    public static void Mark(FieldSection fields)
    {
        for (int index = 0; index < fields.Count; index++)
        {
            ReadOnlySpan<byte> name = fields.Name(index);
            if (IsByDefinition(name))
            {
                fields.MarkHopByHop(index);
            }

            if (Ascii.EqualsIgnoreCase(name, FieldNames.Connection) || Ascii.EqualsIgnoreCase(name, FieldNames.ProxyConnection))
            {
                MarkNamed(fields, fields.Value(index));
            }
        }
    }

    private static void MarkNamed(FieldSection fields, ReadOnlySpan<byte> options)
    {
        foreach (ReadOnlySpan<byte> option in new ListMembers(options))
        {
            if (IsOrdinary(option))
            {
                continue;
            }

            for (int index = 0; index < fields.Count; index++)
            {
                ReadOnlySpan<byte> name = fields.Name(index);
                if (name.Length == option.Length && !fields.IsHopByHop(index) && Ascii.EqualsIgnoreCase(name, option))
                {
                    fields.MarkHopByHop(index);
                }
            }
        }
    }

    private static bool IsOrdinary(ReadOnlySpan<byte> option) =>
        Ascii.EqualsIgnoreCase(option, "keep-alive"u8)
        || Ascii.EqualsIgnoreCase(option, "close"u8)
        || Ascii.EqualsIgnoreCase(option, FieldNames.Host);

    private static bool IsByDefinition(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Ascii.EqualsIgnoreCase(name, FieldNames.TE),
        7 => Ascii.EqualsIgnoreCase(name, FieldNames.Upgrade) || Ascii.EqualsIgnoreCase(name, FieldNames.Trailer),
        10 => Ascii.EqualsIgnoreCase(name, FieldNames.Connection) || Ascii.EqualsIgnoreCase(name, FieldNames.KeepAlive),
        14 => Ascii.EqualsIgnoreCase(name, FieldNames.ContentLength) || Ascii.EqualsIgnoreCase(name, "http2-settings"u8),
        16 => Ascii.EqualsIgnoreCase(name, FieldNames.ProxyConnection),
        17 => Ascii.EqualsIgnoreCase(name, FieldNames.TransferEncoding),
        18 => Ascii.EqualsIgnoreCase(name, FieldNames.ProxyAuthenticate),
        19 => Ascii.EqualsIgnoreCase(name, FieldNames.ProxyAuthorization),
        25 => Ascii.EqualsIgnoreCase(name, FieldNames.ProxyAuthenticationInfo),
        _ => false,
    };
}
