namespace OrleansProxy.Traffic.Demo;

/// <summary>What a made-up site serves, which decides how its traffic looks.</summary>
internal enum DemoKind
{
    /// <summary>Pages over HTTPS: short tunnels.</summary>
    Pages,

    /// <summary>Pages over plain HTTP, some of which can be cached.</summary>
    PlainPages,

    /// <summary>Long tunnels with much data.</summary>
    Video,

    /// <summary>Tunnels that stay open and say little.</summary>
    Chat,

    /// <summary>Answers of a few kilobytes.</summary>
    Interface,

    /// <summary>Now and then a large file over plain HTTP.</summary>
    Download,
}
