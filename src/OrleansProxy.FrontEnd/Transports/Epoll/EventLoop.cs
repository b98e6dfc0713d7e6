using System.Net.Sockets;
using System.Runtime.InteropServices;
using OrleansProxy.Http.Memory;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// A thread that waits for events of its descriptors and carries on, then and there, what waited for them. Descriptors are watched
/// edge-triggered, by one loop at a time. Adding and forgetting are thread-safe.
/// </summary>
internal sealed unsafe class EventLoop : IDisposable
{
    private const int EventsAtOnce = 256;
    private const uint OctetsAlone = LinuxEpoll.In | LinuxEpoll.Out;
    private const uint Watched = LinuxEpoll.In | LinuxEpoll.Out | LinuxEpoll.Urgent | LinuxEpoll.PeerEnded | LinuxEpoll.EdgeTriggered;
    private const ulong StopKey = ulong.MaxValue;

    [ThreadStatic]
    private static EventLoop? _current;

    private readonly EventTargets _targets = new();
    private readonly Thread _thread;
    private readonly int _epoll, _stop;
    private readonly bool _usesRing;
    private ReceiveBatch? _receives; // for its own thread, as is what follows; null without a ring
    private byte* _events;
    private volatile bool _stopping;
    private int _disposed;

    /// <summary>Starts the loop's thread.</summary>
    /// <param name="index">Which of its siblings it is, from 0.</param>
    /// <param name="usesRing">Whether it makes system calls together where the system lets it (<see cref="IoRing"/>).</param>
    /// <exception cref="SocketException">The system has no descriptor for it.</exception>
    public EventLoop(int index, bool usesRing)
    {
        _usesRing = usesRing;
        _epoll = LinuxEpoll.Create(LinuxSocket.CloseOnExec);
        _stop = LinuxEpoll.CreateEvent(0, LinuxSocket.CloseOnExec | LinuxSocket.NonBlocking);
        if (_epoll < 0 || _stop < 0 || !LinuxEpoll.Watch(_epoll, _stop, LinuxEpoll.In, StopKey))
        {
            CloseDescriptors();
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }

        Index = index;
        _thread = new Thread(Run) { IsBackground = true, Name = $"Event loop {index}" };
        _thread.Start();
    }

    /// <summary>The loop whose thread this is, if it is one's.</summary>
    public static EventLoop? Current => _current;

    /// <summary>Which of its siblings it is, from 0.</summary>
    public int Index { get; }

    /// <summary>How often it has reported all the events that the system had. For its own thread.</summary>
    public long Rounds { get; private set; }

    /// <summary>What is sent at the end of the round; for its own thread, null where there is no such thing.</summary>
    public SendBatch? Sends { get; private set; }

    /// <summary>Watches a target's descriptor from now on; false when the system has no room for it.</summary>
    public bool TryWatch(IEventTarget target)
    {
        _targets.Add(target);
        return LinuxEpoll.Watch(_epoll, target.Descriptor.Number, Watched, target.Descriptor.Key);
    }

    /// <summary>Watches a descriptor no more, which stays open.</summary>
    public void Unwatch(SocketDescriptor descriptor)
    {
        Forget(descriptor.Key);
        LinuxEpoll.Unwatch(_epoll, descriptor.Number);
    }

    /// <summary>Reports nothing more for this key.</summary>
    public void Forget(ulong key) => _targets.Remove(key);

    /// <summary>Ends the thread and waits for its end, unless it is the one that calls.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // In this order: the loop closes what it is told by as soon as it sees that it is to stop.
        ulong one = 1;
        LinuxEpoll.Write(_stop, &one, sizeof(ulong));
        _stopping = true;
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        _current = this;

        // Nothing here is kept in the execution context, and carrying it from one continuation to the next would cost each of them.
        ExecutionContext.SuppressFlow();
        OctetPool.KeepHere();
        byte* events = stackalloc byte[EventsAtOnce * LinuxEpoll.EventSize];
        _events = events;
        using IoRing? ring = _usesRing ? IoRing.TryCreate() : null;
        using ReceiveBatch? receives = _receives = ring is null ? null : new ReceiveBatch(ring);
        using SendBatch? sends = Sends = ring is null ? null : new SendBatch(ring);
        while (!_stopping)
        {
            int count = LinuxEpoll.Wait(_epoll, events, EventsAtOnce, -1);
            if (count < 0 && Marshal.GetLastPInvokeError() != LinuxSocket.Eintr)
            {
                throw new SocketException(Marshal.GetLastPInvokeError(), "epoll_wait failed.");
            }

            for (int first = 0; first < count; first += IoRing.Size)
            {
                Report(first, Math.Min(first + IoRing.Size, count));
            }

            if (count is >= 0 and < EventsAtOnce)
            {
                Rounds++;
            }
        }

        CloseDescriptors();
    }

    private void Report(int first, int end)
    {
        if (_receives is { IsBroken: false })
        {
            Receive(first, end);
        }

        for (int index = first; index < end; index++)
        {
            uint happened = LinuxEpoll.ReadEvent(_events, index, out ulong key);
            if (_receives?.TryReport(index - first) == true)
            {
                happened &= LinuxEpoll.Out;
            }

            if (happened != 0)
            {
                _targets.Find(key)?.OnEvents(happened);
            }
        }

        Sends?.Run();
    }

    /// <summary>Receives for those of the events that tell of octets alone.</summary>
    private void Receive(int first, int end)
    {
        for (int index = first; index < end; index++)
        {
            uint happened = LinuxEpoll.ReadEvent(_events, index, out ulong key);
            if ((happened & LinuxEpoll.In) != 0 && (happened & ~OctetsAlone) == 0 && _targets.Find(key) is EpollTransport transport)
            {
                _receives!.Add(index - first, transport);
            }
        }

        _receives!.Run();
    }

    private void CloseDescriptors()
    {
        if (_epoll >= 0)
        {
            LinuxSocket.Close(_epoll);
        }

        if (_stop >= 0)
        {
            LinuxSocket.Close(_stop);
        }
    }
}
