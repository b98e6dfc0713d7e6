using System.Net;
using OrleansProxy.Caching.Freshness;
using OrleansProxy.Caching.Port;
using OrleansProxy.Caching.Validation;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Local;

/// <summary>A stored response. Immutable but for its place in the store; it holds its body as long as somebody holds it.</summary>
internal sealed class LocalEntry(
    MemoryAccount account,
    CacheKey key,
    ResponseHead head,
    StoredBody body,
    IPEndPoint origin,
    ResponseFreshness freshness)
    : HeldMemory(account, EntrySize.Of(key, head))
{
    public CacheKey Key => key;

    public ResponseHead Head => head;

    public StoredBody Body => body;

    public IPEndPoint Origin => origin;

    public ResponseFreshness Freshness => freshness;

    /// <summary>Whether the origin can be asked about it.</summary>
    public bool HasValidator { get; } = Validators.Any(head.Fields, freshness.AsOf);

    /// <summary>Its place in the order of arrival; null while it is not in the store. Guarded by the store's lock.</summary>
    public LinkedListNode<LocalEntry>? Place { get; set; }

    protected override void OnReleased() => body.Release();
}
