namespace OrleansProxy.FrontEnd.Origins;

/// <summary>What pooled connections are found by: the normal form of the host, and the port.</summary>
internal readonly record struct OriginKey(string Host, int Port);
