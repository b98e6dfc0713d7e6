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
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>Collects; false where the process has no diagnostics port.</summary>
    public static async Task<bool> RunAsync(int processId)
    {
        string? port = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").FirstOrDefault();
        if (port is null)
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port));
        await socket.SendAsync(CollectTracing());

        // The session goes on until we leave; the collection is over when nothing more comes.
        byte[] events = new byte[65_536];
        try
        {
            while (true)
            {
                using var quiet = new CancellationTokenSource(Quiet);
                if (await socket.ReceiveAsync(events, quiet.Token) == 0)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return true;
        }
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

        using var message = new MemoryStream();
        using (var writer = new BinaryWriter(message))
        {
            byte[] body = payload.ToArray();
            writer.Write("DOTNET_IPC_V1\0"u8);
            writer.Write((ushort)(20 + body.Length));
            writer.Write((byte)2); // EventPipe
            writer.Write((byte)3); // CollectTracing2
            writer.Write((ushort)0);
            writer.Write(body);
        }

        return message.ToArray();
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write((uint)text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
