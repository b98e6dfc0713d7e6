using OrleansProxy.FrontEnd.Transports.Managed;

namespace OrleansProxy.FrontEnd.Tests.Transports;

public sealed class ManagedTransportsTests() : TransportContract(new ManagedTransports());
