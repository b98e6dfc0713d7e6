namespace OrleansProxy.Silo.WithoutOrleans;

/// <summary>What the silo's program is when it was built without the Orleans packages.</summary>
internal static class MissingOrleans
{
    /// <summary>Tells apart from the exit codes of the proxy itself: this build cannot be a silo.</summary>
    public const int ExitCode = 3;

    /// <summary>Says in one line what is missing and how to get it.</summary>
    public static int Report(TextWriter error)
    {
        error.WriteLine(
            "This build has no silo: the Orleans packages are not restored. Run ops/orleans.sh, then build again; "
            + "OrleansProxy.Server is the proxy without a cluster.");
        return ExitCode;
    }
}
