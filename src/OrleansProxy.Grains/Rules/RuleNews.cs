using System.Threading.Channels;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// Takes the grain's word that rules have changed, and wakes who waits for it. Many words make one waking. Thread-safe; for
/// one waiter. Public because the code that Orleans generates for its observers names it.
/// </summary>
public sealed class RuleNews : IBlacklistObserver
{
    private readonly Channel<long> _versions =
        Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc />
    public void RulesChanged(long version) => _versions.Writer.TryWrite(version);

    /// <summary>Returns at the next word, after <paramref name="patience"/>, or when cancelled, without an exception.</summary>
    public async Task WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patienceEnds = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patienceEnds.Token, cancellationToken);
        Task word = _versions.Reader.ReadAsync(either.Token).AsTask();
        await word.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
