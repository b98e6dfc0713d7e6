namespace OrleansProxy.Grains.Limits;

/// <summary>The window of one client, wherever in the cluster it asks. Its key is the text of the client's ClientKey.</summary>
public interface IRateLimitGrain : IGrainWithStringKey
{
    /// <summary>Asks for permits; the limit comes along, so that changed settings reach the grains.</summary>
    /// <param name="cost">Permits wanted, at least 1.</param>
    /// <param name="count">Permits in any period, at least 1.</param>
    /// <param name="period">The length of the window, more than zero.</param>
    /// <returns>
    /// Whether they are given, what counts in the window now, and when not given the least time after which they would be.
    /// </returns>
    ValueTask<(bool Allowed, int Counted, TimeSpan RetryAfter)> AcquireAsync(int cost, int count, TimeSpan period);
}
