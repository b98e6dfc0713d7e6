namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>What an event loop reports events of a descriptor to.</summary>
internal interface IEventTarget
{
    /// <summary>What it is watched under.</summary>
    SocketDescriptor Descriptor { get; }

    /// <summary>Called on the loop's thread, which waits meanwhile; never twice at once.</summary>
    /// <param name="events">The bits of epoll(7).</param>
    void OnEvents(uint events);
}
