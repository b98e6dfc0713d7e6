using System.Text;
using BenchmarkDotNet.Attributes;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.Benchmarks.Http;

/// <summary>A body of 64 KB decoded from chunks.</summary>
public class ChunkedDecoding
{
    private const int BodyBytes = 65_536;
    private readonly ChunkedDecoder _decoder = new();
    private byte[] _body = [];

    /// <summary>Octets of each chunk.</summary>
    [Params(512, 8_192)]
    public int ChunkBytes { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        string chunk = $"{ChunkBytes:x}\r\n{new string('x', ChunkBytes)}\r\n";
        _body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(chunk, BodyBytes / ChunkBytes)) + "0\r\n\r\n");
    }

    [Benchmark]
    public int Decode()
    {
        _decoder.Reset();
        int used = 0;
        int data = 0;
        while (used < _body.Length)
        {
            _decoder.Decode(_body.AsSpan(used), out int consumed, out _, out int length);
            used += consumed;
            data += length;
        }

        return data;
    }
}
