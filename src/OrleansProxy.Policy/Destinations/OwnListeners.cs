using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>
/// Where this program listens, so that it never connects to itself: a loop, and a way around the portal's host check.
/// Thread-safe; readers take no lock. The machine's addresses are read when a listener is added and every 30 seconds after the
/// first, never while somebody asks. Dispose it to end that.
/// </summary>
public sealed class OwnListeners : IDisposable
{
    private readonly Lock _writing = new();
    private readonly MachineAddresses _machine;
    private volatile IPEndPoint[] _listeners = [];

    /// <summary>Starts without a listener.</summary>
    /// <param name="time">Ages the addresses of the machine.</param>
    /// <param name="machineAddresses">Reads the addresses of this machine; null asks its network interfaces.</param>
    public OwnListeners(TimeProvider time, Func<IEnumerable<IPAddress>>? machineAddresses = null) =>
        _machine = new MachineAddresses(time, machineAddresses ?? MachineAddresses.FromInterfaces);

    /// <summary>Raised, in the background, when the machine's addresses cannot be read again; those known stay in force.</summary>
    public event Action<Exception>? RefreshFailed
    {
        add => _machine.Failed += value;
        remove => _machine.Failed -= value;
    }

    /// <summary>Tells that this program listens there, with the port that was really bound. Reads the machine's addresses.</summary>
    /// <exception cref="System.Net.NetworkInformation.NetworkInformationException">They cannot be read.</exception>
    public void Add(IPEndPoint listener)
    {
        _machine.Start();
        lock (_writing)
        {
            _listeners = [.. _listeners, listener];
        }
    }

    /// <summary>Tells that a listener is closed; without effect when it was never added.</summary>
    public void Remove(IPEndPoint listener)
    {
        lock (_writing)
        {
            int index = Array.IndexOf(_listeners, listener);
            if (index >= 0)
            {
                _listeners = [.. _listeners[..index], .. _listeners[(index + 1)..]];
            }
        }
    }

    /// <summary>
    /// Whether a connection there would reach this program: the port is one of ours, and the address is loopback,
    /// unspecified, this machine's, or an IPv6 form that carries one of those. Which of the machine's addresses a listener
    /// is bound to is not asked: refusing too much here costs a port number, too little costs a loop.
    /// </summary>
    public bool Contains(IPEndPoint destination)
    {
        if (!HasPort(destination.Port))
        {
            return false;
        }

        AddressBits bits = AddressBits.Of(destination.Address);
        if (IsHere(bits))
        {
            return true;
        }

        Span<AddressBits> readings = stackalloc AddressBits[EmbeddedIPv4.MaxReadings];
        foreach (AddressBits reading in readings[..EmbeddedIPv4.Read(bits, readings)])
        {
            if (IsHere(reading))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _machine.Dispose();

    private bool HasPort(int port)
    {
        foreach (IPEndPoint listener in _listeners)
        {
            if (listener.Port == port)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHere(AddressBits bits) => bits.IsLoopback || bits.IsUnspecified || _machine.Contains(bits);
}
