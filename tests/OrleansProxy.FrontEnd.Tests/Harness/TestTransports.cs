using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>
/// What the tests' connections run on: the system's default, or what ORLEANSPROXY_TEST_SOCKETS names, so that the whole suite can
/// be run on each kind.
/// </summary>
internal static class TestTransports
{
    public static SocketKind Kind { get; } =
        Enum.TryParse(Environment.GetEnvironmentVariable("ORLEANSPROXY_TEST_SOCKETS"), ignoreCase: true, out SocketKind kind) ? kind : SocketKind.Auto;

    /// <summary>Shared by tests that need no proxy; lasts as long as the process.</summary>
    public static ITransports Shared { get; } = Kind.Open();
}
