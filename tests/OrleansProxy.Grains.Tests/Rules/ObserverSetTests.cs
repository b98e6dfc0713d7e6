using OrleansProxy.Grains.Rules;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Rules;

public sealed class ObserverSetTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Observers_are_told_until_they_leave()
    {
        ObserverSet<string> set = Create(2);
        Assert.True(set.Renew("one"));
        Assert.True(set.Renew("two"));
        Assert.Equal(["one", "two"], set.Live().Order());
        set.Remove("one");
        Assert.Equal(["two"], set.Live());
    }

    [Fact]
    public void A_silent_observer_is_dropped_and_a_renewed_one_stays()
    {
        ObserverSet<string> set = Create(2);
        set.Renew("silent");
        set.Renew("renewed");
        _time.Advance(TimeSpan.FromSeconds(59));
        set.Renew("renewed");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["renewed"], set.Live());
    }

    [Fact]
    public void A_full_set_takes_nobody_new_until_somebody_falls_silent()
    {
        ObserverSet<string> set = Create(1);
        set.Renew("one");
        Assert.False(set.Renew("two"));
        Assert.True(set.Renew("one"));
        Assert.Equal(["one"], set.Live());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(set.Renew("two"));
        Assert.Equal(["two"], set.Live());
    }

    private ObserverSet<string> Create(int capacity) => new(TimeSpan.FromMinutes(1), capacity, _time);
}
