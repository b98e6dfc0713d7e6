namespace OrleansProxy.Hosting.Health;

/// <summary>What <c>/healthz</c> answers. Immutable.</summary>
/// <param name="Status">"ok", "degraded" or "down": the worst of the parts.</param>
/// <param name="Parts">"up", "degraded" or "down" for each part by name.</param>
internal sealed record HealthReport(string Status, IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>Asks every part.</summary>
    public static HealthReport Of(IReadOnlyList<HealthPart> parts)
    {
        var asked = parts.Select(part => (part.Name, Status: part.Ask())).ToList();
        HealthStatus worst = asked.Select(part => part.Status).DefaultIfEmpty(HealthStatus.Up).Max();
        return new HealthReport(
            worst == HealthStatus.Up ? "ok" : Word(worst),
            asked.ToDictionary(part => part.Name, part => Word(part.Status)));
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Up => "up",
        HealthStatus.Degraded => "degraded",
        _ => "down",
    };
}
