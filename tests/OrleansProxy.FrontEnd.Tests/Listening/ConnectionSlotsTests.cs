using System.Net;
using OrleansProxy.FrontEnd.Listening;

namespace OrleansProxy.FrontEnd.Tests.Listening;

public sealed class ConnectionSlotsTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1"), Two = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void Neither_all_clients_nor_one_of_them_take_more_slots_than_there_are()
    {
        var slots = new ConnectionSlots(max: 3, maxPerClient: 2);
        Assert.True(slots.TryTake(One, out _));
        Assert.True(slots.TryTake(One, out _));
        Assert.False(slots.TryTake(One, out string setting));
        Assert.Equal("Proxy:MaxConnectionsPerClient", setting);
        Assert.True(slots.TryTake(Two, out _));
        Assert.False(slots.TryTake(Two, out setting));
        Assert.Equal("Proxy:MaxConnections", setting);
        Assert.Equal(3, slots.Count);
        slots.Free(One);
        Assert.True(slots.TryTake(Two, out _));
    }

    [Fact]
    public void Slots_are_neither_lost_nor_found_under_contention()
    {
        var slots = new ConnectionSlots(max: 1000, maxPerClient: 4);
        Parallel.For(0, 8, _ =>
        {
            for (int round = 0; round < 5_000; round++)
            {
                if (slots.TryTake(One, out string _))
                {
                    slots.Free(One);
                }
            }
        });
        Assert.Equal(0, slots.Count);
        Assert.All(Enumerable.Range(0, 4), _ => Assert.True(slots.TryTake(One, out string _)));
        Assert.False(slots.TryTake(One, out _));
    }
}
