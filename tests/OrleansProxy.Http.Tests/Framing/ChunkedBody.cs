using System.Text;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.Http.Tests.Framing;

/// <summary>Runs a decoder over octets that arrive in parts.</summary>
internal static class ChunkedBody
{
    /// <summary>The data, the verdict, and how many octets no call consumed, as one text.</summary>
    public static string Decode(byte[] octets, Func<int, int>? partLength = null)
    {
        var decoder = new ChunkedDecoder();
        var data = new StringBuilder();
        int received = 0, used = 0;
        ChunkedProgress progress = ChunkedProgress.NeedMore;
        while (progress is ChunkedProgress.NeedMore && received < octets.Length)
        {
            int part = Math.Max(1, partLength is null ? octets.Length : partLength(received));
            received = Math.Min(octets.Length, received + part);
            progress = DecodePart(decoder, octets.AsSpan(used, received - used), data, ref used);
        }

        return $"{data}|{progress}|{octets.Length - used} left";
    }

    /// <summary>Decodes one part to its end, each call having to make progress.</summary>
    private static ChunkedProgress DecodePart(ChunkedDecoder decoder, ReadOnlySpan<byte> part, StringBuilder data, ref int used)
    {
        while (true)
        {
            ChunkedProgress progress = decoder.Decode(part, out int consumed, out int start, out int length);
            Assert.InRange(consumed, progress is ChunkedProgress.Data ? 1 : 0, part.Length);
            Assert.InRange(start + length, 0, consumed);
            Assert.Equal(progress is ChunkedProgress.Data, length > 0);
            data.Append(Wire.Text(part.Slice(start, length)));
            used += consumed;
            part = part[consumed..];
            if (progress is not ChunkedProgress.Data)
            {
                Assert.True(progress is not ChunkedProgress.NeedMore || part.IsEmpty);
                return progress;
            }
        }
    }
}
