using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// The bounds that all shards of <see cref="OriginPool"/> have in common. What the shards are allowed comes to no more than a bound
/// together, so one that keeps within its allowance needs no look at the others; one that went past it has them all looked at here.
/// </summary>
internal static class IdleBounds
{
    /// <summary>Takes out what is past the bounds, the one that idles longest first, and allows each shard its part of what is left.</summary>
    /// <returns>What is to be closed.</returns>
    public static List<Connection> Restore(IdleShard[] shards, OriginKey key, ProxyOptions options)
    {
        var surplus = new List<Connection>();
        int locked = 0;
        try
        {
            for (; locked < shards.Length; locked++)
            {
                shards[locked].Lock.Enter();
            }

            int spareOfOrigin = TakeSurplus(shards, OfOrigin(key), options.MaxIdlePerOrigin, surplus);
            int spare = TakeSurplus(shards, static shard => (shard.Count, shard.Eldest), options.MaxIdleOriginConnections, surplus);
            foreach (IdleShard shard in shards)
            {
                shard.Allow(spare / shards.Length);
                shard.Of(key)?.Allow(spareOfOrigin / shards.Length);
            }
        }
        finally
        {
            while (locked > 0)
            {
                shards[--locked].Lock.Exit();
            }
        }

        return surplus;
    }

    private static Func<IdleShard, (int Count, IdleOrigin? Eldest)> OfOrigin(OriginKey key) =>
        shard => shard.Of(key) is { } siblings ? (siblings.ByAge.Count, siblings.ByAge.First?.Value) : (0, null);

    /// <summary>Takes out what is past one bound; returns how many more there is room for.</summary>
    private static int TakeSurplus(
        IdleShard[] shards, Func<IdleShard, (int Count, IdleOrigin? Eldest)> look, int bound, List<Connection> surplus)
    {
        while (true)
        {
            int count = 0;
            IdleShard eldestAt = shards[0];
            IdleOrigin? eldest = null;
            foreach (IdleShard shard in shards)
            {
                (int here, IdleOrigin? oldest) = look(shard);
                count += here;
                if (oldest is not null && (eldest is null || oldest.Since < eldest.Since))
                {
                    (eldest, eldestAt) = (oldest, shard);
                }
            }

            if (count <= bound || eldest is null)
            {
                return bound - count;
            }

            surplus.Add(eldestAt.Remove(eldest));
        }
    }
}
