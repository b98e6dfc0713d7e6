namespace OrleansProxy.Portal.Assets;

/// <summary>One style, script or picture of the portal, ready to be sent. Immutable.</summary>
/// <param name="ContentType">The media type, with its charset.</param>
/// <param name="Bytes">The content.</param>
/// <param name="Compressed">The content in gzip.</param>
/// <param name="Version">The start of the content's SHA-256 in hexadecimal: part of the address, so that it may be kept for ever.</param>
internal sealed record PortalAsset(string ContentType, byte[] Bytes, byte[] Compressed, string Version);
