using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace OrleansProxy.Hosting.Running;

/// <summary>An address cannot be listened on. The message is one line for the operator.</summary>
internal sealed class ListenException : Exception
{
    private ListenException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Says what stands in the way.</summary>
    /// <param name="section">The section of the settings that the address is from.</param>
    /// <param name="host">The address.</param>
    /// <param name="port">The port.</param>
    /// <param name="exception">What binding threw.</param>
    public static ListenException Of(string section, string host, int port, Exception exception)
    {
        string reason = Error(exception) switch
        {
            SocketError.AddressAlreadyInUse => $"the port is in use by another program; choose another with --{section}:Port",
            SocketError.AddressNotAvailable => $"this machine has no such address; choose another with --{section}:Host",
            SocketError.AccessDenied => $"this user may not listen on this port; choose another with --{section}:Port",
            _ => exception.Message,
        };
        return new ListenException($"Cannot listen on {host}:{port}: {reason}.", exception);
    }

    private static SocketError? Error(Exception exception) => exception switch
    {
        SocketException socket => socket.SocketErrorCode,
        AddressInUseException => SocketError.AddressAlreadyInUse,
        { InnerException: { } inner } => Error(inner),
        _ => null,
    };
}
