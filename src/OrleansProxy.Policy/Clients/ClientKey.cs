using System.Net;

namespace OrleansProxy.Policy.Clients;

/// <summary>
/// Whom a limit counts as one client: an IPv4 address (also when it comes IPv4-mapped), or the /64 of an IPv6 address, since
/// one subscriber holds at least that much. Immutable.
/// </summary>
public readonly struct ClientKey : IEquatable<ClientKey>
{
    private const int InterfaceBits = 64;
    private readonly bool _isIPv4;
    private readonly ulong _prefix;

    private ClientKey(bool isIPv4, ulong prefix)
    {
        _isIPv4 = isIPv4;
        _prefix = prefix;
    }

    /// <summary>The key of an address; allocates nothing.</summary>
    public static ClientKey Of(IPAddress client)
    {
        AddressBits bits = AddressBits.Of(client);
        return new(bits.IsIPv4, (ulong)(bits.IsIPv4 ? bits.Value : bits.Value >> InterfaceBits));
    }

    /// <summary>Whether two keys stand for the same client.</summary>
    public static bool operator ==(ClientKey left, ClientKey right) => left.Equals(right);

    /// <summary>Whether two keys stand for different clients.</summary>
    public static bool operator !=(ClientKey left, ClientKey right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ClientKey other) => _prefix == other._prefix && _isIPv4 == other._isIPv4;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ClientKey other && Equals(other);

    /// <summary>Seeded anew in each process, so that nobody can choose addresses that collide.</summary>
    public override int GetHashCode() => HashCode.Combine(_prefix, _isIPv4);

    /// <summary>"192.0.2.7" or "2001:db8:0:1::/64"; fit to be a grain's key.</summary>
    public override string ToString() => _isIPv4
        ? new AddressBits(true, _prefix).ToAddress().ToString()
        : $"{new AddressBits(false, (UInt128)_prefix << InterfaceBits).ToAddress()}/{InterfaceBits}";
}
