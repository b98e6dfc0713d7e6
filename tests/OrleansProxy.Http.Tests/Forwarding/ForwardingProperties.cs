using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;

namespace OrleansProxy.Http.Tests.Forwarding;

public sealed class ForwardingProperties
{
    [Fact]
    public void A_forwarded_request_reads_as_what_was_decided() => FixedSeed.Check(
        Messages.Request.Damaged(),
        octets =>
        {
            var head = new RequestHead();
            if (!TryAccept(octets, head, out RequestTarget target, out BodyFraming framing))
            {
                return false;
            }

            HopByHop.Mark(head.Fields);
            var buffer = new HeadBuffer();
            HeadWriter.BeginRequest(buffer, head, target, framing, HeadWriterTests.Pseudonym);
            HeadWriter.End(buffer);
            RequestHead sent = Wire.Request(Wire.Text(buffer.Written.Span));

            Assert.Equal(buffer.Length, sent.Length);
            Assert.Equal(Wire.Text(head.Method), Wire.Text(sent.Method));
            Assert.Equal(target.PathAndQuery, Wire.Text(sent.Target));
            Assert.Equal(HttpFault.None, HostField.Check(sent));
            Assert.Equal(target.Authority, sent.Fields.GetText("host"u8));
            Assert.Equal(HttpFault.None, MessageFraming.OfRequest(sent, out BodyFraming read));
            Assert.Equal(framing, read);
            AssertSameEndToEnd(head.Fields, sent.Fields, ownLinesFirst: 1);
            return true;
        },
        leastShare: 0.05);

    [Fact]
    public void A_forwarded_answer_reads_as_what_was_decided() => FixedSeed.Check(
        Messages.Response.Damaged(),
        octets =>
        {
            var head = new ResponseHead();
            if (Wire.ParseResponse(octets, head).Progress is not HeadProgress.Complete
                || MessageFraming.OfResponse(head, toHead: false, out BodyFraming framing).IsFault)
            {
                return false;
            }

            HopByHop.Mark(head.Fields);
            var buffer = new HeadBuffer();
            HeadWriter.BeginResponse(buffer, head, framing, HeadWriterTests.Pseudonym);
            HeadWriter.End(buffer);
            ResponseHead sent = Wire.Response(Wire.Text(buffer.Written.Span));

            Assert.Equal(buffer.Length, sent.Length);
            Assert.Equal((head.Status, Wire.Text(head.Reason)), (sent.Status, Wire.Text(sent.Reason)));
            Assert.Equal(HttpFault.None, MessageFraming.OfResponse(sent, toHead: false, out BodyFraming read));
            Assert.Equal(framing, read);
            AssertSameEndToEnd(head.Fields, sent.Fields, ownLinesFirst: 0);
            return true;
        },
        leastShare: 0.1);

    private static bool TryAccept(byte[] octets, RequestHead head, out RequestTarget target, out BodyFraming framing)
    {
        target = default;
        framing = default;
        return Wire.ParseRequest(octets, head).Progress is HeadProgress.Complete
            && !TargetParser.Parse(head.Method, head.Target, out target).IsFault
            && target.Form is TargetForm.Absolute
            && !HostField.Check(head).IsFault
            && !MessageFraming.OfRequest(head, out framing).IsFault;
    }

    /// <summary>Asserts that the sent lines are the end-to-end ones in order, then Via and at most one line of framing.</summary>
    private static void AssertSameEndToEnd(FieldSection received, FieldSection sent, int ownLinesFirst)
    {
        string[] expected =
        [
            .. Enumerable.Range(0, received.Count)
                .Where(index => !received.IsHopByHop(index))
                .Where(index => ownLinesFirst == 0 || !Name(received, index).Equals("host", StringComparison.OrdinalIgnoreCase))
                .Select(index => Line(received, index)),
        ];
        int last = ownLinesFirst + expected.Length;

        Assert.Equal(expected, Enumerable.Range(ownLinesFirst, expected.Length).Select(index => Line(sent, index)));
        Assert.Equal("Via", Name(sent, last));
        Assert.True(ViaLoop.Names(sent, HeadWriterTests.Pseudonym));
        Assert.InRange(sent.Count - last, 1, 2);
        Assert.True(sent.Count - last == 1 || Name(sent, last + 1) is "Content-Length" or "Transfer-Encoding");
    }

    private static string Name(FieldSection fields, int index) => Wire.Text(fields.Name(index));

    private static string Line(FieldSection fields, int index) => $"{Name(fields, index)}: {Wire.Text(fields.Value(index))}";
}
