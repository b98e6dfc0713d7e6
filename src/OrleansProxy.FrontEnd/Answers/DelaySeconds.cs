namespace OrleansProxy.FrontEnd.Answers;

/// <summary>A wait as whole seconds (RFC 9110 §10.2.3): rounded up, so that who waits that long has waited enough.</summary>
internal static class DelaySeconds
{
    /// <summary>At least 1, since 0 would ask to try again at once.</summary>
    public static long Of(TimeSpan wait) => Math.Max(1, ((wait.Ticks - 1) / TimeSpan.TicksPerSecond) + 1);
}
