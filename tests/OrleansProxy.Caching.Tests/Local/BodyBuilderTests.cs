using OrleansProxy.Caching.Local;

namespace OrleansProxy.Caching.Tests.Local;

public sealed class BodyBuilderTests
{
    private readonly LocalStore _store = new(CacheLimits.Of(new() { MemoryBytes = 1_000_000 }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4096, 1)]
    [InlineData(4097, 2)]
    [InlineData(8192, 2)]
    [InlineData(131_072, 6)]
    [InlineData(131_073, 7)]
    public void A_body_of_unknown_length_costs_its_octets_and_its_segments(int length, int segments)
    {
        using var builder = new BodyBuilder(_store, null, 500_000);
        Assert.True(builder.Write(new byte[length]));

        StoredBody body = builder.Build()!;

        Assert.Equal((length, length + (segments * EntrySize.Segment)), (body.Length, body.Bytes));
        Assert.Equal(body.Bytes, _store.Memory.Used);
        body.Release();
        Assert.Equal(0, _store.Memory.Used);
    }

    [Fact]
    public void An_announced_body_is_reserved_only_as_it_arrives()
    {
        using var builder = new BodyBuilder(_store, 400_000, 500_000);
        Assert.Equal(0, _store.Memory.Used);

        Assert.True(builder.Write(new byte[1]));

        Assert.Equal(65_536 + EntrySize.Segment, _store.Memory.Used);
    }

    [Fact]
    public void Without_room_it_gives_up_and_gives_everything_back()
    {
        Assert.True(_store.TryReserve(900_000));
        using var builder = new BodyBuilder(_store, null, 500_000);

        Assert.False(builder.Write(new byte[200_000]));

        Assert.Equal(900_000, _store.Memory.Used);
        Assert.False(builder.Write(new byte[1]));
        Assert.Null(builder.Build());
    }

    [Fact]
    public void A_finished_body_is_built_once()
    {
        using var builder = new BodyBuilder(_store, null, 500_000);
        builder.Write(new byte[10]);
        Assert.NotNull(builder.Build());

        Assert.Null(builder.Build());
        Assert.False(builder.Write(new byte[1]));
    }

    [Fact]
    public void A_body_that_all_have_let_go_of_can_no_longer_be_held()
    {
        using var builder = new BodyBuilder(_store, null, 500_000);
        StoredBody body = builder.Build()!;
        Assert.True(body.TryHold());
        body.Release();
        body.Release();

        Assert.False(body.TryHold());
    }
}
