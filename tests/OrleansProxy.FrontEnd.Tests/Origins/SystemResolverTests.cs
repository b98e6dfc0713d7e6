using System.Net;
using OrleansProxy.FrontEnd.Origins;

namespace OrleansProxy.FrontEnd.Tests.Origins;

public sealed class SystemResolverTests
{
    [Fact]
    public async Task A_lookup_blocks_no_thread_of_the_pool() => Assert.False(await SystemResolver.OnItsOwnThreadAsync(
        () => Thread.CurrentThread.IsThreadPoolThread, TestContext.Current.CancellationToken));

    [Fact]
    public async Task It_knows_localhost() => Assert.All(
        await SystemResolver.LookUpAsync("localhost", TestContext.Current.CancellationToken),
        address => Assert.True(IPAddress.IsLoopback(address)));
}
