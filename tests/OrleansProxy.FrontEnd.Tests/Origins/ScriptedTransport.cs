using System.Net;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Origins;

/// <summary>A connection that nothing moves on, of the home and in the state that the test says.</summary>
internal sealed class ScriptedTransport(int home) : ITransport
{
    public int Home => home;

    /// <summary>How often it was told to move, and whether it can.</summary>
    public int Moves { get; private set; }

    public bool CanMove { get; set; } = true;

    /// <summary>What a look finds.</summary>
    public PeerState State { get; set; }

    /// <summary>What the calling thread was told.</summary>
    public bool IsSilentAsTold { get; set; }

    /// <summary>How often it was looked at.</summary>
    public int Peeks { get; private set; }

    public IPEndPoint Remote { get; } = new(IPAddress.Loopback, 80);

    public IPEndPoint? Local => null;

    public int? Unsent => null;

    public bool TryMoveHere()
    {
        Moves++;
        return CanMove;
    }

    public PeerState Peek()
    {
        Peeks++;
        return State;
    }

    public void Start()
    {
    }

    public ValueTask<int> WaitToReceiveAsync() => throw new NotSupportedException("Nothing comes.");

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => throw new NotSupportedException("Nothing comes.");

    public ValueTask<int> ReceiveAsync(IReceiveMemory memory) => throw new NotSupportedException("Nothing comes.");

    /// <summary>Whether it takes messages over.</summary>
    public bool TakesOver { get; set; }

    public bool TrySendSoon(ReadOnlySpan<byte> octets) => TakesOver;

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets) => throw new NotSupportedException("Nothing goes.");

    public void SendWithoutWaiting(ReadOnlySpan<byte> octets) => throw new NotSupportedException("Nothing goes.");

    public bool EndSending() => true;

    public void EndReceiving()
    {
    }

    public void Reset()
    {
    }

    public void Dispose()
    {
    }
}
