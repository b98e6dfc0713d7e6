using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Heads;

/// <summary>Whether a sender lets its connection stand after this message (RFC 9112 §9.3).</summary>
internal static class Persistence
{
    public static bool Wanted(HttpVersion version, FieldSection fields, bool alsoProxyConnection)
    {
        if (Says(fields, "close"u8, alsoProxyConnection))
        {
            return false;
        }

        return version is HttpVersion.Http11 || Says(fields, "keep-alive"u8, alsoProxyConnection);
    }

    private static bool Says(FieldSection fields, ReadOnlySpan<byte> option, bool alsoProxyConnection) =>
        fields.ListContains(FieldNames.Connection, option)
        || (alsoProxyConnection && fields.ListContains(FieldNames.ProxyConnection, option));
}
