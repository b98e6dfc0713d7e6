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

    /// <summary>Who read standard output reads no more, as head does: 128 and SIGPIPE's number.</summary>
    public const int PipeClosed = 141;

    /// <summary>Ctrl+C cut a command short, or a second one the stop: 128 and SIGINT's number.</summary>
    public const int Interrupted = 130;
}
