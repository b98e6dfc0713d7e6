using System.Globalization;
using System.Security.Cryptography;

namespace OrleansProxy.Administration.Accounts;

/// <summary>
/// Hashes and checks passwords with PBKDF2-HMAC-SHA-512. Thread-safe. The work (about a tenth of a second of processor) always
/// runs on the thread pool, never on the caller's thread, which may be one that serves sockets.
/// </summary>
/// <remarks>The text form is <c>v1.iterations.salt.hash</c>, the last two in Base64, so that the cost can rise later.</remarks>
public sealed class PasswordHasher
{
    private const string Version = "v1";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int MaxIterations = 10_000_000;
    private readonly int _iterations;

    /// <summary>Creates a hasher at the cost that OWASP names for PBKDF2-HMAC-SHA-512: 210,000 iterations.</summary>
    public PasswordHasher() : this(210_000)
    {
    }

    internal PasswordHasher(int iterations) => _iterations = iterations;

    /// <summary>A hash of the password under a fresh salt.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        Task.Run(() => Hash(password), cancellationToken);

    /// <summary>Whether the password is the one that was hashed; false also for a text that no hasher made.</summary>
    public static Task<bool> VerifyAsync(string password, string hash, CancellationToken cancellationToken) =>
        Task.Run(() => Verify(password, hash), cancellationToken);

    private string Hash(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Derive(password, salt, _iterations);
        return string.Join('.', Version, _iterations.ToString(CultureInfo.InvariantCulture),
            Convert.ToBase64String(salt), Convert.ToBase64String(hash));
    }

    private static bool Verify(string password, string text)
    {
        string[] parts = text.Split('.');
        Span<byte> salt = stackalloc byte[SaltBytes];
        Span<byte> hash = stackalloc byte[HashBytes];
        return parts is [Version, _, _, _]
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            && iterations is > 0 and <= MaxIterations
            && Convert.TryFromBase64String(parts[2], salt, out int saltLength) && saltLength == SaltBytes
            && Convert.TryFromBase64String(parts[3], hash, out int hashLength) && hashLength == HashBytes
            && CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), hash);
    }

    private static byte[] Derive(string password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
