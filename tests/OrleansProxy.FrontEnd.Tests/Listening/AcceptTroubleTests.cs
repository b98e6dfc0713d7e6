using OrleansProxy.FrontEnd.Listening;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Listening;

public sealed class AcceptTroubleTests
{
    private readonly ManualTime _time = new();
    private readonly AcceptTrouble _trouble;

    public AcceptTroubleTests() => _trouble = new AcceptTrouble(_time);

    [Fact]
    public void Pauses_grow_to_a_second_and_begin_anew_after_a_success()
    {
        Assert.Equal([10, 20, 40, 80, 160, 320, 640, 1000, 1000], Enumerable.Range(0, 9).Select(_ => _trouble.Fail().Pause.TotalMilliseconds));
        _trouble.Succeed();
        Assert.Equal(10, _trouble.Fail().Pause.TotalMilliseconds);
    }

    [Fact]
    public void It_begins_once_however_many_connections_come_through_in_between()
    {
        Assert.True(_trouble.Fail().IsNew);
        Assert.False(_trouble.Succeed());
        Assert.False(_trouble.Fail().IsNew);
    }

    [Fact]
    public void It_is_over_once_when_nothing_has_failed_for_a_while()
    {
        _trouble.Fail();
        _time.Advance(AcceptTrouble.Quiet);
        Assert.True(_trouble.Succeed());
        Assert.False(_trouble.Succeed());
        Assert.True(_trouble.Fail().IsNew);
    }

    [Fact]
    public void Without_a_failure_there_is_nothing_to_end() => Assert.False(_trouble.Succeed());
}
