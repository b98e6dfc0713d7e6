using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Tests.Text;

public sealed class PickedTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_stretch_may_lack_a_start_or_an_end()
    {
        Assert.Equal(new TimeRange(Now, DateTimeOffset.MaxValue), PickedTime.Between(Now, null).At(Now));
        Assert.Equal(new TimeRange(DateTimeOffset.UnixEpoch, Now), PickedTime.Between(null, Now).At(Now));
        Assert.Null(PickedTime.All.At(Now));
    }

    [Fact]
    public void An_end_before_the_start_is_a_fault() =>
        Assert.Equal("The end must lie after the start.", PickedTime.Between(Now, Now).Fault);

    [Theory]
    [InlineData(10, 1)]
    [InlineData(60 * 2, 2)]
    [InlineData(60 * 24, 30)]
    [InlineData(60 * 24 * 20, 720)]
    [InlineData(60 * 24 * 365 * 2, 60 * 24 * 30)]
    public void Bars_are_as_short_as_sixty_of_them_cover_the_stretch(int minutes, int bar)
    {
        var stretch = new TimeRange(Now, Now.AddMinutes(minutes));

        Assert.Equal(TimeSpan.FromMinutes(bar), PickedTime.Between(stretch.From, stretch.To).Bar(stretch));
    }

    [Fact]
    public void Ends_in_an_address_win_over_a_range() =>
        Assert.Equal(PickedTime.Between(DateTimeOffset.UnixEpoch, null), PickedTime.Read("24h", "0", null));
}
