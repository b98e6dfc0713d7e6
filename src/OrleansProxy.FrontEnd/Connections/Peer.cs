namespace OrleansProxy.FrontEnd.Connections;

/// <summary>The two ends that the proxy stands between.</summary>
internal enum Peer
{
    Client,
    Origin,
}
