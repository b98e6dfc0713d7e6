using Microsoft.Win32.SafeHandles;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SplicePipesTests : IDisposable
{
    private const int BadDescriptor = 9;

    private readonly SplicePipes _pipes = new();

    public void Dispose() => _pipes.Dispose();

    [Fact]
    public void A_pipe_that_came_back_is_used_again()
    {
        SplicePipe first = _pipes.TryRent()!;
        _pipes.Return(first);
        Assert.Same(first, _pipes.TryRent());
    }

    [Fact]
    public void A_pipe_that_nobody_wanted_between_two_trims_is_ended()
    {
        SplicePipe first = _pipes.TryRent()!;
        _pipes.Return(first);
        _pipes.Trim();
        _pipes.Trim();
        Assert.NotSame(first, _pipes.TryRent());
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
        Assert.Equal(-BadDescriptor, first.Fill((int)nothing.DangerousGetHandle()));
    }

    [Fact]
    public void As_many_pipes_are_kept_as_were_in_use_at_once_since_the_last_trim()
    {
        SplicePipe[] rented = [_pipes.TryRent()!, _pipes.TryRent()!];
        Array.ForEach(rented, _pipes.Return);
        _pipes.Trim();
        _pipes.Return(_pipes.TryRent()!);
        _pipes.Trim();
        Assert.Contains(_pipes.TryRent(), rented);
        Assert.DoesNotContain(_pipes.TryRent(), rented);
    }

    [Fact]
    public void No_more_than_the_bound_are_in_use_whatever_is_trimmed()
    {
        foreach (int _ in Enumerable.Range(0, SplicePipes.Max))
        {
            Assert.NotNull(_pipes.TryRent());
        }

        _pipes.Trim();
        Assert.Null(_pipes.TryRent());
    }
}
