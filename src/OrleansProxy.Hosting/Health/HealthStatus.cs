namespace OrleansProxy.Hosting.Health;

/// <summary>How well a part works; the later, the worse.</summary>
internal enum HealthStatus
{
    /// <summary>As it should.</summary>
    Up,

    /// <summary>Not wholly, but requests are served.</summary>
    Degraded,

    /// <summary>Not at all; requests are not served.</summary>
    Down,
}
