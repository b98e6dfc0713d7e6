using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace OrleansProxy.Policy.Credentials;

/// <summary>Reads credentials of the scheme Basic (RFC 7617), whose user-id and password are UTF-8.</summary>
internal static class BasicScheme
{
    /// <summary>The most octets of user-id, colon and password together; longer ones are nobody's.</summary>
    public const int MaxOctets = 1_024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Takes "user:password" out of a field value such as <c>Basic dXNlcjpwYXNz</c>.</summary>
    /// <param name="field">The value, without blanks around it.</param>
    /// <param name="octets">Room for <see cref="MaxOctets"/>; the caller clears it.</param>
    /// <param name="length">How many were written.</param>
    public static bool TryDecode(ReadOnlySpan<byte> field, Span<byte> octets, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> scheme = "Basic "u8;
        if (field.Length <= scheme.Length || !Ascii.EqualsIgnoreCase(field[..scheme.Length], scheme))
        {
            return false;
        }

        ReadOnlySpan<byte> token = field[scheme.Length..].TrimStart((byte)' ');

        // The decoder would pass over blanks inside, and two spellings of one token would be two.
        return token.IndexOfAny(" \t\r\n"u8) < 0
            && Base64.DecodeFromUtf8(token, octets, out _, out length) is OperationStatus.Done;
    }

    /// <summary>Parts user-id and password at the first colon; false when there is none, or either is not UTF-8.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> octets, out string name, out string password)
    {
        name = password = "";
        int colon = octets.IndexOf((byte)':');
        if (colon < 0)
        {
            return false;
        }

        try
        {
            name = Strict.GetString(octets[..colon]);
            password = Strict.GetString(octets[(colon + 1)..]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
