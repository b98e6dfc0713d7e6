namespace OrleansProxy.Http.Heads;

/// <summary>How far the parse of a head got.</summary>
public enum HeadProgress
{
    /// <summary>More octets are needed; nothing was consumed.</summary>
    NeedMore,

    /// <summary>The head is whole and has been filled in.</summary>
    Complete,

    /// <summary>It can never become a valid head.</summary>
    Faulty,
}
