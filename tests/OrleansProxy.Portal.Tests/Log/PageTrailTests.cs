using OrleansProxy.Portal.Log;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class PageTrailTests
{
    private readonly PageTrail _trail = new();

    [Fact]
    public void The_way_back_is_the_way_that_was_gone()
    {
        _trail.Step(null, 60);
        _trail.Step(60, 30);
        Assert.Equal(60, _trail.Newer);

        _trail.Step(30, 60);
        Assert.True(_trail.HasNewer);
        Assert.Null(_trail.Newer);

        _trail.Step(60, null);
        Assert.False(_trail.HasNewer);
    }

    [Fact]
    public void The_latest_page_has_no_newer_one()
    {
        _trail.Step(null, 60);
        _trail.Step(60, 30);
        _trail.Step(30, null);

        Assert.False(_trail.HasNewer);
    }
}
