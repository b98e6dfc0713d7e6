namespace OrleansProxy.Hosting.Logging;

/// <summary>Settings of the section "Logging": what the program itself has to say, not the access log.</summary>
internal sealed class ProgramLogOptions
{
    /// <summary>The least grave message that is written. Default information.</summary>
    public ProgramLogLevel Level { get; set; } = ProgramLogLevel.Information;
}
