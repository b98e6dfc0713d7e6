using OrleansProxy.Caching.Validation;

namespace OrleansProxy.Caching.Tests.Validation;

public sealed class NotModifiedTests
{
    private const string Modified = "Last-Modified: Sun, 01 Mar 2026 10:00:00 GMT";
    private const string Other = "Last-Modified: Sun, 01 Mar 2026 11:00:00 GMT";

    [Theory]
    [InlineData(true, "ETag: \"a\"", "ETag: \"a\"")]
    [InlineData(true, "ETag: W/\"a\"", "ETag: \"a\"")]
    [InlineData(true, "ETag: \"a\"", "ETag: W/\"a\"")]
    [InlineData(false, "ETag: \"a\"", "ETag: \"b\"")]
    [InlineData(false, "ETag: W/\"a\"", "ETag: W/\"b\"")]
    [InlineData(true, "ETag: \"a\"", "X: y")]
    [InlineData(true, "X: y", "ETag: \"a\"")]
    [InlineData(true, Modified, Modified)]
    [InlineData(false, Modified, Other)]
    [InlineData(true, Modified, "ETag: \"a\"")]
    [InlineData(false, "ETag: \"a\"\r\n" + Modified, Other)]
    [InlineData(true, "ETag: \"a\"\r\n" + Modified, "ETag: \"a\"\r\n" + Other)]
    [InlineData(false, "ETag: \"a\"\r\n" + Modified, "ETag: \"b\"\r\n" + Modified)]
    public void A_304_confirms_unless_its_validator_is_another(bool expected, string stored, string notModified) =>
        Assert.Equal(
            expected,
            NotModified.Confirms(Messages.Ok(stored), Messages.Response("304 Not Modified", notModified)));
}
