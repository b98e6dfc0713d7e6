using System.Text;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>Which fields may hold something secret, by parts of their names, whoever has made the name up.</summary>
internal static class SecretFields
{
    private const int LongestName = 256;

    private static readonly byte[][] Parts =
    [
        .. new[] { "auth", "cookie", "token", "secret", "key", "pass", "session", "credential", "signature", "jwt" }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether the value of a field of this name is to be kept from everybody but the origin.</summary>
    public static bool Contains(ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[LongestName];
        if (Ascii.ToLower(name, lower, out int length) is not System.Buffers.OperationStatus.Done)
        {
            return true; // no name that anybody uses
        }

        foreach (byte[] part in Parts)
        {
            if (lower[..length].IndexOf(part) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
