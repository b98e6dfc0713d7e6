namespace OrleansProxy.Storage.Recording;

/// <summary>
/// Which methods are kept with the kind of a request. A client may send any word: another stands in the row, so that the kinds stay
/// few whatever clients send.
/// </summary>
internal static class StoredMethod
{
    /// <summary>The method of a kind whose rows have one of their own.</summary>
    public const string InRow = "";

    /// <summary>Whether the kind has the method; migration 0004 has the same list.</summary>
    public static bool IsOfKind(string method) => method is
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH" or "-";
}
