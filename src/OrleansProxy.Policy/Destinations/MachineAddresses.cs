using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>
/// The addresses of this machine's interfaces: read once when <see cref="Start"/> is called and then every 30 seconds by a timer,
/// so that who asks never waits for the operating system. Thread-safe; readers take no lock.
/// </summary>
internal sealed class MachineAddresses(TimeProvider time, Func<IEnumerable<IPAddress>> read) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly Lock _starting = new();
    private volatile FrozenSet<AddressBits> _addresses = FrozenSet<AddressBits>.Empty;
    private ITimer? _timer; // guarded by _starting
    private int _reading;

    /// <summary>Raised when the addresses cannot be read again; what was known stays, and the next reading is tried as ever.</summary>
    public event Action<Exception>? Failed;

    /// <summary>What the operating system says now.</summary>
    public static IEnumerable<IPAddress> FromInterfaces() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address);

    /// <summary>Reads the addresses on the caller's thread, and from then on in the background.</summary>
    /// <exception cref="NetworkInformationException">They cannot be read; without them nobody can be kept from reaching us.</exception>
    public void Start()
    {
        lock (_starting)
        {
            _addresses = Read();
            _timer ??= time.CreateTimer(_ => Renew(), null, Interval, Interval);
        }
    }

    /// <summary>Whether an interface of this machine has the address; nothing is known before <see cref="Start"/>.</summary>
    public bool Contains(AddressBits address) => _addresses.Contains(address);

    /// <summary>Ends the reading; what was known stays.</summary>
    public void Dispose()
    {
        lock (_starting)
        {
            _timer?.Dispose();
        }
    }

    private FrozenSet<AddressBits> Read() => read().Select(AddressBits.Of).ToFrozenSet();

    private void Renew()
    {
        // A reading that takes longer than the interval is not joined by another.
        if (Interlocked.Exchange(ref _reading, 1) == 1)
        {
            return;
        }

        try
        {
            _addresses = Read();
        }
        catch (Exception fault)
        {
            // A timer's callback must not end the program.
            Failed?.Invoke(fault);
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
