using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Robust;

/// <summary>
/// Makes the runtime of another process collect its whole heap, over its diagnostics port: an event session that asks for the
/// heap's collection (the keyword GCHeapCollect of the runtime's provider) begins with one.
/// </summary>
internal static class HeapCollection
{
    private const ulong GcHeapCollect = 0x800000;
    private const int HeaderLength = 20;
    private const byte EventPipe = 2, StopTracing = 1, CollectTracing2 = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Collects; false where the process has no diagnostics port.</summary>
    public static async Task<bool> RunAsync(int processId)
    {
        string? port = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").FirstOrDefault();
        if (port is null)
        {
            return false;
        }

        using Socket session = await ConnectAsync(port);
        await session.SendAsync(CollectTracing());
        byte[] reply = new byte[HeaderLength + sizeof(ulong)];
        await ReceiveAllAsync(session, reply);
        await ReceiveUntilQuietAsync(session);

        // The runtime does not notice that nobody listens before it has something to say: without this it keeps socket and buffers.
        using Socket stopping = await ConnectAsync(port);
        await stopping.SendAsync(Message(StopTracing, reply[HeaderLength..]));
        await ReceiveAllAsync(stopping, reply);
        return true;
    }

    private static async Task<Socket> ConnectAsync(string port)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port));
        return socket;
    }

    private static async Task ReceiveAllAsync(Socket socket, Memory<byte> octets)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (octets.Length > 0)
        {
            int received = await socket.ReceiveAsync(octets, patience.Token);
            if (received == 0)
            {
                throw new IOException("The runtime has not answered on its diagnostics port.");
            }

            octets = octets[received..];
        }
    }

    /// <summary>The session goes on until it is stopped; the collection is over when nothing more comes.</summary>
    private static async Task ReceiveUntilQuietAsync(Socket session)
    {
        byte[] events = new byte[65_536];
        int received;
        do
        {
            using var quiet = new CancellationTokenSource(Quiet);
            try
            {
                received = await session.ReceiveAsync(events, quiet.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (received > 0);
    }

    private static byte[] CollectTracing()
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload))
        {
            writer.Write(16u); // MB of its buffer
            writer.Write(1u); // the format of the stream
            writer.Write(false); // no rundown
            writer.Write(1u); // providers
            writer.Write(GcHeapCollect);
            writer.Write(4u); // informational
            WriteText(writer, "Microsoft-Windows-DotNETRuntime");
            WriteText(writer, "");
        }

        return Message(CollectTracing2, payload.ToArray());
    }

    private static byte[] Message(byte command, byte[] payload)
    {
        using var message = new MemoryStream();
        using (var writer = new BinaryWriter(message))
        {
            writer.Write("DOTNET_IPC_V1\0"u8);
            writer.Write((ushort)(HeaderLength + payload.Length));
            writer.Write(EventPipe);
            writer.Write(command);
            writer.Write((ushort)0);
            writer.Write(payload);
        }

        return message.ToArray();
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write((uint)text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
