using OrleansProxy.Http.Memory;

namespace OrleansProxy.Http.Tests.Memory;

public sealed class OctetPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3000)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(100_000)]
    public void An_array_has_room_for_what_was_asked_for_however_often_it_has_been_given_back(int octets)
    {
        OnThreadThatKeeps(() =>
        {
            for (int round = 0; round < 3; round++)
            {
                byte[] first = OctetPool.Rent(octets), second = OctetPool.Rent(octets);
                Assert.InRange(first.Length, octets, int.MaxValue);
                Assert.NotSame(first, second);
                OctetPool.Return(first, 0);
                OctetPool.Return(second, 0);
            }
        });
    }

    [Fact]
    public void A_thread_that_keeps_some_rents_what_it_gave_back_last()
    {
        OnThreadThatKeeps(() =>
        {
            byte[][] rented = [.. Enumerable.Range(0, 20).Select(_ => OctetPool.Rent(4000))];
            Array.ForEach(rented, array => OctetPool.Return(array, 0));
            Assert.Equal(rented.Reverse(), rented.Select(_ => OctetPool.Rent(4000)), ReferenceEqualityComparer.Instance);
        });
    }

    [Fact]
    public void It_keeps_no_more_than_a_few_of_one_size()
    {
        const int Many = 1_000;
        OnThreadThatKeeps(() =>
        {
            byte[][] rented = [.. Enumerable.Range(0, Many).Select(_ => new byte[4096])];
            Array.ForEach(rented, array => OctetPool.Return(array, 0));
            int kept = Enumerable.Range(0, Many).Select(_ => OctetPool.Rent(4096)).TakeWhile(rented[..32].Contains).Count();
            Assert.Equal(32, kept);
        });
    }

    [Theory]
    [InlineData(128)]
    [InlineData(3000)]
    [InlineData(16_384)]
    public void It_keeps_none_of_another_size(int length)
    {
        OnThreadThatKeeps(() =>
        {
            byte[] odd = new byte[length];
            Exception? refused = Record.Exception(() => OctetPool.Return(odd, 0));
            Assert.True(refused is null or ArgumentException); // the shared pool takes only what it could have made
            Assert.InRange(OctetPool.Rent(256).Length, 256, int.MaxValue);
            Assert.InRange(OctetPool.Rent(4096).Length, 4096, int.MaxValue);
        });
    }

    [Fact]
    public void What_was_used_is_cleared_before_anybody_else_has_it()
    {
        OnThreadThatKeeps(() =>
        {
            byte[] rented = OctetPool.Rent(4096);
            Array.Fill(rented, (byte)'s');
            OctetPool.Return(rented, 1000);
            Assert.Same(rented, OctetPool.Rent(4096));
            Assert.All(rented[..1000], octet => Assert.Equal(0, octet));
        });
    }

    private static void OnThreadThatKeeps(Action act)
    {
        Exception? fault = null;
        var thread = new Thread(() => fault = Record.Exception(() =>
        {
            OctetPool.KeepHere();
            act();
        }));
        thread.Start();
        thread.Join();
        Assert.Null(fault);
    }
}
