using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace OrleansProxy.Portal.Assets;

/// <summary>
/// The portal's styles and scripts, read once from this assembly, so that they are there whatever the working folder and
/// however the program was built. Immutable.
/// </summary>
internal sealed class PortalAssets
{
    private const string StylePrefix = "styles/";
    private static readonly Assembly Home = typeof(PortalAssets).Assembly;

    public PortalAssets()
    {
        ByPath = new Dictionary<string, PortalAsset>(StringComparer.Ordinal)
        {
            ["/assets/portal.css"] = Create("text/css; charset=utf-8", Styles()),
            ["/assets/theme.js"] = Script("scripts/theme.js"),
            ["/assets/portal.js"] = Script("scripts/portal.js"),
            ["/assets/radzen.js"] = Script("radzen.js"),
            ["/_framework/blazor.web.js"] = Script("blazor.web.js"),
            ["/favicon.svg"] = Create("image/svg+xml", Read("favicon.svg")),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every asset by its path.</summary>
    public FrozenDictionary<string, PortalAsset> ByPath { get; }

    /// <summary>The address of an asset as a page names it, with its version.</summary>
    public string Address(string path) => $"{path}?v={ByPath[path].Version}";

    private static PortalAsset Script(string resource) => Create("text/javascript; charset=utf-8", Read(resource));

    private static PortalAsset Create(string contentType, byte[] bytes) =>
        new(contentType, bytes, Compress(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)));

    /// <summary>All style sheets in the order of their names, as one.</summary>
    private static byte[] Styles() =>
        [.. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(StylePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(Read)];

    private static byte[] Read(string resource)
    {
        using Stream stream = Home.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing from {Home.GetName().Name}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }
}
