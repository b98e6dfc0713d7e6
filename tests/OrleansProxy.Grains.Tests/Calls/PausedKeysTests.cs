using OrleansProxy.Grains.Calls;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Calls;

public sealed class PausedKeysTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly PausedKeys<string> _keys;

    public PausedKeysTests() => _keys = new PausedKeys<string>(Pause, 2, _time);

    [Fact]
    public void A_key_is_covered_until_its_pause_is_over_and_others_are_not()
    {
        Assert.True(_keys.Add("one"));
        _time.Advance(Pause - TimeSpan.FromTicks(1));
        Assert.True(_keys.Covers("one"));
        Assert.False(_keys.Covers("other"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.False(_keys.Covers("one"));
    }

    [Fact]
    public void A_full_table_covers_every_key_until_one_of_its_own_has_ended()
    {
        _keys.Add("one");
        _time.Advance(Pause / 2);
        _keys.Add("two");
        _keys.Add("three");
        Assert.True(_keys.Covers("other"));
        _time.Advance(Pause / 2);
        Assert.False(_keys.Covers("other"));
        Assert.False(_keys.Covers("one"));
        Assert.True(_keys.Covers("two"));
        Assert.False(_keys.Covers("three"));
    }

    [Fact]
    public void The_first_of_an_outage_is_told_from_those_that_follow()
    {
        Assert.True(_keys.Add("one"));
        Assert.False(_keys.Add("one"));
        Assert.False(_keys.Add("two"));
        _time.Advance(Pause);
        Assert.True(_keys.Add("two"));
    }
}
