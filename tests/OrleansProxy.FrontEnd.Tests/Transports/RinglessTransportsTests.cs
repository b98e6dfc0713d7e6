using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>Event loops where the system lets nobody have a ring.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class RinglessTransportsTests() : TransportContract(new EpollTransports(2, usesRings: false));
