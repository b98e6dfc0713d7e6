namespace OrleansProxy.Traffic.Records;

/// <summary>What the heads of one exchange said, kept only where <see cref="Recording.ITrafficSink.WantsHeads"/> says so. Immutable.</summary>
/// <param name="Request">
/// The head of the request as it came, lines parted by CR LF and cut to 16,384 characters; credentials and cookies are made out. ""
/// where no head could be read.
/// </param>
/// <param name="StatusLine">The status line sent to the client, without CR LF; "" when the connection ended before any.</param>
public sealed record ExchangeHeads(string Request, string StatusLine);
