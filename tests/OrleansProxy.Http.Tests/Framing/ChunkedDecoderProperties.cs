using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.Http.Tests.Framing;

public sealed class ChunkedDecoderProperties
{
    [Fact]
    public void How_a_body_is_split_changes_nothing() => FixedSeed.Check(
        Cases(Messages.ChunkedBody.Damaged()),
        one => AssertSame(one.Octets, one.Cuts),
        leastShare: 0.25);

    [Fact]
    public void Noise_is_never_more_than_a_fault() => FixedSeed.Check(
        Cases(Messages.Noise),
        one => !AssertSame(one.Octets, one.Cuts));

    [Fact]
    public void Data_and_verdict_are_those_of_the_plain_model() => FixedSeed.Check(
        Messages.ChunkedBody.Damaged(),
        octets =>
        {
            (string data, int left) = ChunkedModel.Decode(Wire.Text(octets));
            string decoded = ChunkedBody.Decode(octets);

            bool complete = left >= 0;
            string expected = complete ? $"{data}|{ChunkedProgress.Complete}|{left} left" : data + "|";
            Assert.StartsWith(expected, decoded, StringComparison.Ordinal);
            Assert.Equal(complete, decoded[data.Length..].StartsWith("|Complete|", StringComparison.Ordinal));
            return complete;
        },
        leastShare: 0.25);

    private static Gen<(byte[] Octets, int[] Cuts)> Cases(Gen<byte[]> bodies) =>
        from octets in bodies
        from cuts in Messages.Cuts
        select (octets, cuts);

    private static bool AssertSame(byte[] octets, int[] cuts)
    {
        string whole = ChunkedBody.Decode(octets);
        int part = 0;
        string split = ChunkedBody.Decode(octets, _ => cuts.Length == 0 ? 1 : cuts[part++ % cuts.Length]);

        Assert.Equal(whole, split);
        return whole.Contains("|Complete|", StringComparison.Ordinal);
    }
}
