using System.Net;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>A connection that an <see cref="EventLoop"/> watches.</summary>
internal sealed unsafe class EpollTransport : ISpliceTransport, IEventTarget
{
    private const int MaxDropped = 8192;

    private readonly ReceiveReadiness _receiving;
    private readonly SendReadiness _sending;

    /// <param name="descriptor">What it runs on; it is its owner from now on.</param>
    /// <param name="remote">The other end.</param>
    /// <param name="pipes">Where pipes come from.</param>
    public EpollTransport(SocketDescriptor descriptor, IPEndPoint remote, SplicePipes pipes)
    {
        Pipes = pipes;
        Descriptor = descriptor;
        Remote = remote;

        // What has come already is reported when the descriptor is watched.
        _receiving = new ReceiveReadiness(descriptor, reported: false);
        _sending = new SendReadiness(descriptor, _receiving);
    }

    public SocketDescriptor Descriptor { get; }

    public IPEndPoint Remote { get; }

    public SplicePipes Pipes { get; }

    /// <summary>The direction in which it receives.</summary>
    public ReceiveReadiness Receiving => _receiving;

    /// <summary>The direction in which it sends.</summary>
    public SendReadiness Sending => _sending;

    public IPEndPoint? Local => Descriptor.TryUse(SocketAddresses.Local, out IPEndPoint? local) ? local : null;

    public int Home => Descriptor.Home;

    public int? Unsent => Descriptor.TryUse(LinuxSocket.UnsentOctets, out int? unsent) ? unsent : null;

    public PeerState Peek() => Descriptor.TryUse(LinuxSocket.PeekAtPeer, out PeerState state) ? state : PeerState.Broken;

    public bool IsSilentAsTold => _receiving.IsSilentAsTold;

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
            _receiving.Report();
            _sending.Report();
        }
    }

    public ValueTask<int> WaitToReceiveAsync() => _receiving.ReceiveAsync(Memory<byte>.Empty);

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _receiving.ReceiveAsync(buffer);

    public ValueTask<int> ReceiveAsync(IReceiveMemory memory) => _receiving.ReceiveAsync(memory);

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets) => _sending.SendAsync(octets);

    public bool TrySendSoon(ReadOnlySpan<byte> octets) => _sending.TrySendSoon(octets);

    /// <summary>Waits until connect(2) has come to something, or else until something can be sent: 0 or <see cref="ITransport.Broken"/>.</summary>
    public ValueTask<int> WaitToSendAsync() => _sending.WaitAsync();

    public int TryReceiveInto(SplicePipe pipe) => _receiving.TryReceiveInto(pipe);

    public ValueTask<int> SendFromAsync(SplicePipe pipe, int count) => _sending.SendFromAsync(pipe, count);

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

    public bool EndSending() => _sending.TryEndAfterwards()
        || Descriptor.TryUse(static number => LinuxSocket.Shutdown(number, LinuxSocket.ShutdownSend), out int ended) && ended == 0;

    public void EndReceiving() => Descriptor.TryUse(static number => LinuxSocket.Shutdown(number, LinuxSocket.ShutdownReceive), out _);

    public void Reset()
    {
        bool isToldOf = false;
        if (!_receiving.IsDissolved)
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
        _sending.GiveUpRest();
        if (!isToldOf && !_sending.IsSoon && (_receiving.IsAwaited || _sending.IsAwaited))
        {
            // The event of it ends what waits, and with the last of them the descriptor is closed. What was taken over is sent before.
            _ = LinuxSocket.Shutdown(Descriptor.Number, LinuxSocket.ShutdownBoth);
        }

        Descriptor.DangerousRelease();
    }

    private bool TryMoveTo(EventLoop loop) => !_sending.IsSoon
        && Descriptor.TryUse(_ => Descriptor.TryMoveTo(loop, this), out bool isMoved) && isMoved;

    void IEventTarget.OnEvents(uint events)
    {
        const uint Over = LinuxEpoll.Error | LinuxEpoll.HangUp;
        if ((events & (LinuxEpoll.PeerEnded | LinuxEpoll.Urgent | Over)) != 0)
        {
            _receiving.IsEndReported = true;
        }

        if ((events & (LinuxEpoll.In | LinuxEpoll.PeerEnded | LinuxEpoll.Urgent | Over)) != 0)
        {
            _receiving.Report();
        }

        if ((events & (LinuxEpoll.Out | Over)) != 0)
        {
            _sending.Report();
            _sending.SendRest();
        }
    }
}
