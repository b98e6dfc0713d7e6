namespace OrleansProxy.FrontEnd.Origins;

/// <summary>The idle connections of one origin in one <see cref="IdleShard"/>, the one that idles longest first.</summary>
internal sealed class IdleSiblings
{
    public LinkedList<IdleOrigin> ByAge { get; } = new();

    /// <summary>How many the shard may keep of this origin without looking at the others.</summary>
    public int Allowance { get; private set; }

    /// <summary>Allows it so many more than there are.</summary>
    public void Allow(int more) => Allowance = ByAge.Count + more;
}
