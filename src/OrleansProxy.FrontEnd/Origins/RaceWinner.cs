using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>The socket that connected first, and where to.</summary>
internal sealed record RaceWinner(Socket Socket, IPEndPoint EndPoint);
