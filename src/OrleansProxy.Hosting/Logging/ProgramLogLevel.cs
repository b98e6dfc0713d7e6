namespace OrleansProxy.Hosting.Logging;

/// <summary>How grave a message is; the order and the names are Serilog's.</summary>
internal enum ProgramLogLevel
{
    /// <summary>Everything.</summary>
    Verbose,

    /// <summary>Expected faults of peers, and inner workings.</summary>
    Debug,

    /// <summary>What an operator wants to know.</summary>
    Information,

    /// <summary>Something works less well than it should.</summary>
    Warning,

    /// <summary>Something failed that should not.</summary>
    Error,

    /// <summary>The program cannot go on.</summary>
    Fatal,
}
