namespace OrleansProxy.Hosting.Health;

/// <summary>One part that <c>/healthz</c> asks.</summary>
/// <param name="Name">Its name in the answer.</param>
/// <param name="Ask">Tells how it works now; quick, thread-safe, and never throws.</param>
internal sealed record HealthPart(string Name, Func<HealthStatus> Ask);
