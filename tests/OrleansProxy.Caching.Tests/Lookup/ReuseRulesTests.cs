using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Lookup;
using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Tests.Lookup;

public sealed class ReuseRulesTests
{
    [Theory]
    [InlineData(10, 60, "X: y", CacheVerdict.Fresh, "")]
    [InlineData(59, 60, "X: y", CacheVerdict.Fresh, "")]
    [InlineData(60, 60, "X: y", CacheVerdict.Stale, "stale")]
    [InlineData(0, 0, "X: y", CacheVerdict.Stale, "stale")]
    [InlineData(10, 60, "Cache-Control: no-cache", CacheVerdict.Stale, "request")]
    [InlineData(10, 60, "Pragma: no-cache", CacheVerdict.Stale, "request")]
    [InlineData(10, 60, "Pragma: x, No-Cache", CacheVerdict.Stale, "request")]
    [InlineData(10, 60, "Pragma: no-cache\r\nCache-Control: max-age=20", CacheVerdict.Fresh, "")]
    [InlineData(10, 60, "Cache-Control: max-age=10", CacheVerdict.Fresh, "")]
    [InlineData(10, 60, "Cache-Control: max-age=9", CacheVerdict.Stale, "request")]
    [InlineData(0, 60, "Cache-Control: max-age=0", CacheVerdict.Stale, "request")]
    [InlineData(0, 60, "Cache-Control: max-age=x", CacheVerdict.Stale, "request")]
    [InlineData(10, 60, "Cache-Control: min-fresh=50", CacheVerdict.Fresh, "")]
    [InlineData(10, 60, "Cache-Control: min-fresh=51", CacheVerdict.Stale, "request")]
    [InlineData(10, 60, "Cache-Control: min-fresh=x", CacheVerdict.Stale, "request")]
    [InlineData(70, 60, "Cache-Control: max-stale", CacheVerdict.Stale, "stale")]
    [InlineData(70, 60, "Cache-Control: max-stale=100", CacheVerdict.Stale, "stale")]
    [InlineData(10, 60, "Cache-Control: only-if-cached", CacheVerdict.Fresh, "")]
    public void A_stored_response_is_judged_by_its_age_and_the_clients_wishes(
        int age, int lifetime, string field, CacheVerdict verdict, string reason)
    {
        var fields = Messages.Get(field).Fields;
        CacheControl control = CacheControl.Of(fields);
        TimeSpan ageSpan = TimeSpan.FromSeconds(age), lifetimeSpan = TimeSpan.FromSeconds(lifetime);

        Assert.Equal((verdict, reason), ReuseRules.Judge(fields, control, ageSpan, lifetimeSpan, hasValidator: true));
        CacheVerdict without = verdict is CacheVerdict.Stale ? CacheVerdict.Miss : verdict;
        Assert.Equal((without, reason), ReuseRules.Judge(fields, control, ageSpan, lifetimeSpan, hasValidator: false));
    }
}
