using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Tests.Heads;

public sealed class HeadParserProperties
{
    private static readonly Gen<HeadLimits> Limits =
        from bytes in Gen.Elements(32768, 32768, 120, 40)
        from fields in Gen.Elements(100, 100, 4)
        select new HeadLimits(bytes, fields);

    [Fact]
    public void How_a_request_is_split_changes_nothing() => FixedSeed.Check(
        Cases(Messages.Request.Damaged()),
        one => AssertSame(one.Octets, one.Cuts, ParseRequests(one.Limits)),
        leastShare: 0.15);

    [Fact]
    public void How_an_answer_is_split_changes_nothing() => FixedSeed.Check(
        Cases(Messages.Response.Damaged()),
        one => AssertSame(one.Octets, one.Cuts, ParseResponses(one.Limits)),
        leastShare: 0.25);

    [Fact]
    public void Noise_is_never_more_than_a_fault() => FixedSeed.Check(
        Cases(Messages.Noise),
        one => !AssertSame(one.Octets, one.Cuts, ParseRequests(one.Limits))
            & !AssertSame(one.Octets, one.Cuts, ParseResponses(one.Limits)));

    [Fact]
    public void What_is_taken_has_no_control_character_in_any_part() => FixedSeed.Check(
        Messages.Request.Damaged(),
        octets =>
        {
            var head = new RequestHead();
            bool complete = Wire.ParseRequest(octets, head).Progress is HeadProgress.Complete;
            Assert.True(!complete || Wire.Describe(head).All(character => character is '\t' or (>= ' ' and not '\u007f')));
            return complete;
        },
        leastShare: 0.25);

    private static Gen<(byte[] Octets, int[] Cuts, HeadLimits Limits)> Cases(Gen<byte[]> messages) =>
        from octets in messages
        from cuts in Messages.Cuts
        from limits in Limits
        select (octets, cuts, limits);

    /// <summary>Parses into one head, of which a part may have been seen before, as connections do.</summary>
    private static Func<byte[], int, (HeadParse Parse, string Head)> ParseRequests(HeadLimits limits)
    {
        var head = new RequestHead();
        return (octets, seen) => (HeadParser.ParseRequest(octets, limits, head, seen), Wire.Describe(head));
    }

    private static Func<byte[], int, (HeadParse Parse, string Head)> ParseResponses(HeadLimits limits)
    {
        var head = new ResponseHead();
        return (octets, seen) => (HeadParser.ParseResponse(octets, limits, head, seen), Wire.Describe(head));
    }

    /// <summary>Asserts that the first verdict on the parts is the verdict on the whole; whether that is a complete head.</summary>
    private static bool AssertSame(byte[] octets, int[] cuts, Func<byte[], int, (HeadParse Parse, string Head)> parse)
    {
        (HeadParse Parse, string Head) whole = parse(octets, 0);
        (HeadParse Parse, string Head) split = whole;
        int length = 0, seen = 0;
        for (int part = 0; length < octets.Length; part++, seen = length)
        {
            length = Math.Min(octets.Length, length + (cuts.Length == 0 ? 1 : cuts[part % cuts.Length]));
            split = parse(octets[..length], seen);
            if (split.Parse.Progress is not HeadProgress.NeedMore)
            {
                break;
            }
        }

        Assert.Equal(Verdict(whole.Parse), Verdict(split.Parse));
        bool complete = whole.Parse.Progress is HeadProgress.Complete;
        Assert.True(!complete || whole.Head == split.Head);
        return complete;
    }

    private static (HeadProgress Progress, int Consumed, int Status) Verdict(HeadParse parse) =>
        (parse.Progress, parse.Consumed, parse.Fault.Status);
}
