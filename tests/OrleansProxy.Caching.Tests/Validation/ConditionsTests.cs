using System.Text;
using OrleansProxy.Caching.Validation;
using OrleansProxy.Http.Forwarding;

namespace OrleansProxy.Caching.Tests.Validation;

public sealed class ConditionsTests
{
    private const string Modified = "Sun, 01 Mar 2026 10:00:00 GMT";
    private const string Later = "Sun, 01 Mar 2026 11:00:00 GMT";
    private const string Earlier = "Sun, 01 Mar 2026 09:00:00 GMT";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("If-None-Match: W/\"a\"\r\n", "ETag: W/\"a\"")]
    [InlineData("If-Modified-Since: " + Modified + "\r\n", "Last-Modified: " + Modified)]
    [InlineData("If-None-Match: \"a\"\r\nIf-Modified-Since: " + Modified + "\r\n", "Last-Modified: " + Modified, "ETag: \"a\"")]
    [InlineData("", "ETag: a", "Last-Modified: yesterday")]
    [InlineData("", "ETag: \"a\"", "ETag: \"b\"")]
    public void Valid_validators_become_conditions(string expected, params string[] fields)
    {
        var buffer = new HeadBuffer();

        Conditions.Write(Messages.Ok(fields).Fields, buffer, Now);

        Assert.Equal(expected, Encoding.ASCII.GetString(buffer.Written.Span));
        Assert.Equal(expected.Length > 0, Validators.Any(Messages.Ok(fields).Fields, Now));
    }

    [Theory]
    [InlineData(true, "If-None-Match: \"a\"")]
    [InlineData(true, "If-None-Match: \"x\"", "If-None-Match: \"a\"")]
    [InlineData(true, "If-None-Match: *")]
    [InlineData(false, "If-None-Match: \"x\"")]
    [InlineData(false, "If-None-Match: \"x\"", "If-Modified-Since: " + Later)]
    [InlineData(true, "If-None-Match: \"a\"", "If-Modified-Since: " + Earlier)]
    [InlineData(true, "If-Modified-Since: " + Modified)]
    [InlineData(true, "If-Modified-Since: " + Later)]
    [InlineData(false, "If-Modified-Since: " + Earlier)]
    [InlineData(false, "If-Modified-Since: 1")]
    [InlineData(false, "If-Modified-Since: " + Later, "If-Modified-Since: " + Later)]
    [InlineData(false, "X: y")]
    public void The_clients_conditions_are_judged_in_their_order(bool expected, params string[] fields)
    {
        var stored = Messages.Ok("ETag: W/\"a\"", "Last-Modified: " + Modified, "Date: " + Later);

        Assert.Equal(expected, Conditions.ClientHasCopy(Messages.Get(fields), stored.Fields, Now));
        Assert.Equal(expected, Conditions.ClientHasCopy(Messages.Request("HEAD", fields), stored.Fields, Now));
        Assert.False(Conditions.ClientHasCopy(Messages.Request("POST", fields), stored.Fields, Now));
    }

    [Theory]
    [InlineData(true, "Date: " + Modified)]
    [InlineData(false, "Date: " + Later)]
    [InlineData(false, "Date: " + Modified, "Last-Modified: nonsense")]
    [InlineData(false, "X: y")]
    public void Without_last_modified_the_date_stands_in(bool expected, params string[] stored) =>
        Assert.Equal(
            expected,
            Conditions.ClientHasCopy(Messages.Get("If-Modified-Since: " + Modified), Messages.Ok(stored).Fields, Now));

    [Fact]
    public void A_list_of_tags_does_not_match_what_has_none() =>
        Assert.False(Conditions.ClientHasCopy(Messages.Get("If-None-Match: \"\""), Messages.Ok().Fields, Now));
}
