namespace OrleansProxy.Grains.Cache;

/// <summary>
/// The directory entry of one URL: which node holds a stored response, under which validator, and who may fetch it now. Bodies
/// stay on their holder. Its key is the text that CacheGrainKey makes.
/// </summary>
public interface ICacheGrain : IGrainWithStringKey
{
    /// <summary>Takes the right to fetch and store.</summary>
    /// <param name="node">Who asks.</param>
    /// <returns>
    /// What to give it back with; <see cref="Guid.Empty"/> while another node has it. To the node that has it, it is given anew.
    /// </returns>
    ValueTask<Guid> TryLeaseAsync(string node);

    /// <summary>Gives the right back; without effect when it has run out.</summary>
    ValueTask<bool> ReleaseAsync(Guid lease);

    /// <summary>Notes that a response has been stored under the right to do so.</summary>
    /// <param name="lease">The right.</param>
    /// <param name="node">Who holds the response.</param>
    /// <param name="entityTag">Its ETag as received, "" when there is none.</param>
    /// <param name="storedAt">When it was received, UTC.</param>
    /// <returns>False, and nothing is noted, when the right has run out meanwhile.</returns>
    ValueTask<bool> StoredAsync(Guid lease, string node, string entityTag, DateTimeOffset storedAt);

    /// <summary>Forgets what is stored; a fetch in flight may no longer note its response.</summary>
    /// <returns>Whether a holder was noted.</returns>
    ValueTask<bool> InvalidateAsync();

    /// <summary>Who holds a stored response, and since when; the node is "" when nobody does.</summary>
    ValueTask<(string Node, string EntityTag, DateTimeOffset StoredAt)> FindAsync();
}
