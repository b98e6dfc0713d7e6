namespace OrleansProxy.Grains.Cache;

/// <summary>A stored response on one node.</summary>
/// <param name="Node">Its holder.</param>
/// <param name="EntityTag">Its ETag as received, "" when there is none.</param>
/// <param name="StoredAt">When it was received, UTC.</param>
internal sealed record StoredCopy(string Node, string EntityTag, DateTimeOffset StoredAt);
