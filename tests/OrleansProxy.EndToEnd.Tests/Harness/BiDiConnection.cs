using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>A browser's WebDriver BiDi port: one command at a time, each with its answer. Events are not asked for.</summary>
internal sealed class BiDiConnection : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private int _commands;

    private BiDiConnection() => _socket.Options.Proxy = null;

    /// <summary>Connects to the address that the browser has announced.</summary>
    public static async Task<BiDiConnection> OpenAsync(Uri address)
    {
        var connection = new BiDiConnection();
        using var bound = new CancellationTokenSource(Bound);
        await connection._socket.ConnectAsync(address, bound.Token);
        return connection;
    }

    /// <summary>Has a command carried out and returns its result.</summary>
    /// <exception cref="InvalidOperationException">The browser says that it failed, and how.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject parameters)
    {
        using var bound = new CancellationTokenSource(Bound);
        int id = ++_commands;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, true, bound.Token);
        while (true)
        {
            JsonElement message = await ReceiveAsync(bound.Token);
            if (message.TryGetProperty("id", out JsonElement answered) && answered.ValueKind is JsonValueKind.Number && answered.GetInt32() == id)
            {
                return message.TryGetProperty("result", out JsonElement result)
                    ? result
                    : throw new InvalidOperationException($"{method}: {message.GetRawText()}");
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[65_536];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(message.ToArray()).RootElement;
    }
}
