namespace OrleansProxy.Hosting.CommandLine;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>All went well; also after SIGTERM and Ctrl+C.</summary>
    public const int Success = 0;

    /// <summary>It could not do its work, such as when a port is in use.</summary>
    public const int Failure = 1;

    /// <summary>The command line or a setting cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>A second Ctrl+C cut the stop short: 128 and SIGINT's number.</summary>
    public const int Interrupted = 130;
}
