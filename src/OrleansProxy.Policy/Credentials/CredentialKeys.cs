using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansProxy.Policy.Credentials;

/// <summary>Makes the <see cref="CredentialKey"/> of credentials: HMAC-SHA-256 under a key made at random. Thread-safe.</summary>
internal sealed class CredentialKeys
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    /// <summary>The key of "user:password"; allocates nothing.</summary>
    public CredentialKey Of(ReadOnlySpan<byte> credentials)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, credentials, hash);
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }
}
