using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>A place in <see cref="OriginPool"/> for one idle connection, in two orders at once. Used again, so that none is made a request.</summary>
internal sealed class IdleOrigin
{
    public IdleOrigin()
    {
        ByAge = new LinkedListNode<IdleOrigin>(this);
        AtOrigin = new LinkedListNode<IdleOrigin>(this);
    }

    /// <summary>The connection; null while the place is free.</summary>
    public Connection? Connection { get; set; }

    /// <summary>Since when it idles, in ticks of the <see cref="DeadlineClock"/>.</summary>
    public long Since { get; set; }

    /// <summary>Its place among all, the one that idles longest first.</summary>
    public LinkedListNode<IdleOrigin> ByAge { get; }

    /// <summary>Its place among those of its origin.</summary>
    public LinkedListNode<IdleOrigin> AtOrigin { get; }
}
