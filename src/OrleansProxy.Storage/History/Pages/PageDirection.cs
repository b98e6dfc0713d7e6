namespace OrleansProxy.Storage.History.Pages;

/// <summary>Which end of a range of keys is read first.</summary>
internal enum PageDirection
{
    /// <summary>Newest first.</summary>
    Down,

    /// <summary>Oldest first.</summary>
    Up,
}
