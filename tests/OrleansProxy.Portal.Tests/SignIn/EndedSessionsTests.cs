using OrleansProxy.Portal.SignIn;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.SignIn;

public sealed class EndedSessionsTests
{
    private readonly ManualTime _time = new();
    private readonly EndedSessions _ended;

    public EndedSessionsTests() => _ended = new(_time);

    [Fact]
    public void An_ended_session_is_remembered_for_the_life_of_its_cookie_and_forgotten_after()
    {
        _ended.Add("a");
        _time.Advance(SessionCookie.Life);
        _ended.Add("b");

        Assert.True(_ended.Contains("a"));

        _time.Advance(TimeSpan.FromTicks(1));
        _ended.Add("c");
        Assert.False(_ended.Contains("a"));
        Assert.True(_ended.Contains("b"));
    }

    [Fact]
    public void Past_the_bound_the_session_ended_longest_ago_is_forgotten()
    {
        for (int i = 0; i <= EndedSessions.MaxKept; i++)
        {
            _ended.Add($"s{i}");
        }

        Assert.False(_ended.Contains("s0"));
        Assert.True(_ended.Contains("s1"));
        Assert.True(_ended.Contains($"s{EndedSessions.MaxKept}"));
    }
}
