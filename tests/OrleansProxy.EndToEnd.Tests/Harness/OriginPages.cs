using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>What a <see cref="LocalOrigin"/> answers. Nothing may be stored, so that every request reaches it.</summary>
internal static class OriginPages
{
    /// <summary>Subresources of the page "/gallery".</summary>
    public const int GallerySize = 80;

    /// <summary>The heading of the page "/hello".</summary>
    public const string Greeting = "Hello from the origin";

    private const int ChunkLength = 65_536;

    /// <summary>Adds the pages.</summary>
    public static void Map(WebApplication application)
    {
        application.UseWebSockets();
        application.Use(static (context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        application.MapGet("/gallery", static () => Results.Content(Gallery(), "text/html"));
        application.MapGet("/picture/{number:int}", static (int number) => Results.Content(Picture(number), "image/svg+xml"));
        application.MapGet("/favicon.ico", static () => Results.NoContent());
        application.MapMethods("/hello", ["GET", "HEAD"], static () => Results.Content(Hello(), "text/html"));
        application.Map("/echo", EchoAsync);
        application.MapGet("/bytes/{count:long}", BytesAsync);
        application.MapMethods("/upload", ["POST", "PUT"], (Delegate)UploadAsync);
        application.MapFallback(static () => Results.NotFound());
    }

    /// <summary>What "/upload" answers for a body: how it was framed, its length and its hash.</summary>
    public static string UploadAnswer(bool chunked, byte[] body) =>
        $"{(chunked ? "chunked" : "length")} {body.Length} {Convert.ToHexString(SHA256.HashData(body))}";

    private static string Hello() => $"<!doctype html><title>Hello</title><h1>{Greeting}</h1>";

    private static string Gallery()
    {
        var page = new StringBuilder("<!doctype html><title>Gallery</title><h1>Gallery</h1>");
        for (int number = 1; number <= GallerySize; number++)
        {
            page.Append(null, $"<img src=\"/picture/{number}\" width=\"24\" height=\"24\" alt=\"\">");
        }

        return page.ToString();
    }

    private static string Picture(int number) =>
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\">" +
        $"<rect width=\"24\" height=\"24\" fill=\"hsl({number * 4},60%,50%)\"/></svg>";

    private static async Task EchoAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[ChunkLength];
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
            {
                // The client left without a word, or was cut off: that is for the test to see at the other end.
                return;
            }

            if (part.MessageType is WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, context.RequestAborted);
        }
    }

    private static async Task BytesAsync(HttpContext context, long count)
    {
        context.Response.ContentLength = count;
        byte[] chunk = new byte[ChunkLength];
        for (long left = count; left > 0; left -= chunk.Length)
        {
            await context.Response.Body.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)), context.RequestAborted);
        }
    }

    private static async Task<string> UploadAsync(HttpContext context)
    {
        bool chunked = context.Request.Headers.TransferEncoding == "chunked";
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return UploadAnswer(chunked, body.ToArray());
    }
}
