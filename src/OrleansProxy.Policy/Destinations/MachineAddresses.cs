using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>The addresses of this machine's interfaces, read again when they are older than 30 seconds. Thread-safe.</summary>
internal sealed class MachineAddresses(TimeProvider time, Func<IEnumerable<IPAddress>> read)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly Lock _reading = new();
    private volatile Known? _known;

    /// <summary>What the operating system says now.</summary>
    public static IEnumerable<IPAddress> FromInterfaces() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address);

    /// <summary>Whether an interface of this machine has the address.</summary>
    public bool Contains(AddressBits address) => (Fresh() ?? Renew()).Addresses.Contains(address);

    private Known? Fresh() => _known is { } known && time.GetElapsedTime(known.ReadAt) < MaxAge ? known : null;

    private Known Renew()
    {
        lock (_reading)
        {
            return Fresh() ?? (_known = new Known(time.GetTimestamp(), read().Select(AddressBits.Of).ToFrozenSet()));
        }
    }

    private sealed record Known(long ReadAt, FrozenSet<AddressBits> Addresses);
}
