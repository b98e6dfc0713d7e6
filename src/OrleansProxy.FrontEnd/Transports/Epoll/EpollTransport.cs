using System.Net;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>A connection that an <see cref="EventLoop"/> watches.</summary>
internal sealed unsafe class EpollTransport : ISpliceTransport, IEventTarget
{
    private const int MaxDropped = 8192;

    /// <param name="descriptor">What it runs on; it is its owner from now on.</param>
    /// <param name="remote">The other end.</param>
    /// <param name="pipes">Where pipes come from.</param>
    public EpollTransport(SocketDescriptor descriptor, IPEndPoint remote, SplicePipes pipes)
    {
        Pipes = pipes;
        Descriptor = descriptor;
        Remote = remote;

        // What has come already is reported when the descriptor is watched.
        Receiving = new ReceiveReadiness(descriptor, reported: false);
        Sending = new SendReadiness(descriptor, Receiving);
    }

    public SocketDescriptor Descriptor { get; }

    public IPEndPoint Remote { get; }

    public SplicePipes Pipes { get; }

    /// <summary>The direction in which it receives.</summary>
    public ReceiveReadiness Receiving { get; }

    /// <summary>The direction in which it sends.</summary>
    public SendReadiness Sending { get; }

    public IPEndPoint? Local => Descriptor.TryUse(SocketAddresses.Local, out IPEndPoint? local) ? local : null;

    public int Home => Descriptor.Home;

    public int? Unsent => Descriptor.TryUse(LinuxSocket.UnsentOctets, out int? unsent) ? unsent : null;

    public PeerState Peek() => Descriptor.TryUse(LinuxSocket.PeekAtPeer, out PeerState state) ? state : PeerState.Broken;

    public bool IsSilentAsTold => Receiving.IsSilentAsTold;

    public bool TryMoveHere() => Descriptor.IsWatchedHere || EventLoop.Current is not { } here || TryMoveTo(here);

    public void Start()
    {
        bool isWatched = Descriptor.TryHold();
        if (isWatched)
        {
            isWatched = Descriptor.TryWatch(this);
            Descriptor.DangerousRelease();
        }

        if (!isWatched)
        {
            // Over before it began, or without room: no event will ever end what waits.
            Descriptor.Dispose();
            Receiving.Report();
            Sending.Report();
        }
    }

    public ValueTask<int> WaitToReceiveAsync() => Receiving.ReceiveAsync(Memory<byte>.Empty);

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => Receiving.ReceiveAsync(buffer);

    public ValueTask<int> ReceiveAsync(IReceiveMemory memory) => Receiving.ReceiveAsync(memory);

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets) => Sending.SendAsync(octets);

    public bool TrySendSoon(ReadOnlySpan<byte> octets) => Sending.TrySendSoon(octets);

    /// <summary>Waits until connect(2) has come to something, or else until something can be sent: 0 or <see cref="ITransport.Broken"/>.</summary>
    public ValueTask<int> WaitToSendAsync() => Sending.WaitAsync();

    public int TryReceiveInto(SplicePipe pipe) => Receiving.TryReceiveInto(pipe);

    public ValueTask<int> SendFromAsync(SplicePipe pipe, int count) => Sending.SendFromAsync(pipe, count);

    public void SendWithoutWaiting(ReadOnlySpan<byte> octets)
    {
        if (!Descriptor.TryHold())
        {
            return;
        }

        byte* dropped = stackalloc byte[MaxDropped];
        fixed (byte* from = octets)
        {
            _ = LinuxSocket.Send(Descriptor.Number, from, octets.Length);
            _ = LinuxSocket.Receive(Descriptor.Number, dropped, MaxDropped);
        }

        Descriptor.DangerousRelease();
    }

    public bool EndSending() => Sending.TryEndAfterwards()
        || Descriptor.TryUse(static number => LinuxSocket.Shutdown(number, LinuxSocket.ShutdownSend), out int ended) && ended == 0;

    public void EndReceiving() => Descriptor.TryUse(static number => LinuxSocket.Shutdown(number, LinuxSocket.ShutdownReceive), out _);

    public void Reset()
    {
        bool isToldOf = false;
        if (!Receiving.IsDissolved)
        {
            Descriptor.TryUse(LinuxSocket.Disconnect, out isToldOf);
        }

        Dispose(isToldOf);
    }

    public void Dispose() => Dispose(isToldOf: false);

    /// <param name="isToldOf">Whether an event is on its way that ends what waits.</param>
    private void Dispose(bool isToldOf)
    {
        if (!Descriptor.TryHold())
        {
            return;
        }

        Descriptor.Dispose();
        Sending.GiveUpRest();
        if (!isToldOf && !Sending.IsSoon && (Receiving.IsAwaited || Sending.IsAwaited))
        {
            // The event of it ends what waits, and with the last of them the descriptor is closed. What was taken over is sent before.
            _ = LinuxSocket.Shutdown(Descriptor.Number, LinuxSocket.ShutdownBoth);
        }

        Descriptor.DangerousRelease();
    }

    private bool TryMoveTo(EventLoop loop) => !Sending.IsSoon
        && Descriptor.TryUse(_ => Descriptor.TryMoveTo(loop, this), out bool isMoved) && isMoved;

    void IEventTarget.OnEvents(uint events)
    {
        const uint Over = LinuxEpoll.Error | LinuxEpoll.HangUp;
        if ((events & (LinuxEpoll.PeerEnded | LinuxEpoll.Urgent | Over)) != 0)
        {
            Receiving.IsEndReported = true;
        }

        if ((events & (LinuxEpoll.In | LinuxEpoll.PeerEnded | LinuxEpoll.Urgent | Over)) != 0)
        {
            Receiving.Report();
        }

        if ((events & (LinuxEpoll.Out | Over)) != 0)
        {
            Sending.Report();
            Sending.SendRest();
        }
    }
}
