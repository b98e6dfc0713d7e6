namespace OrleansProxy.Hosting.Running;

/// <summary>The parts of the real programs.</summary>
internal static class ProgramComposition
{
    /// <summary>Everything in this process.</summary>
    public static ProgramParts Local { get; } = new() { AddParts = (_, _) => { } };
}
