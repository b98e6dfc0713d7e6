namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>An empty folder that goes when it is disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("orleansproxy-").FullName;

    /// <summary>The absolute path of a file in it.</summary>
    public string File(string relative) => System.IO.Path.Combine(Path, relative);

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
