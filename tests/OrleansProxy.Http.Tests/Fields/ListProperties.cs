using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;

namespace OrleansProxy.Http.Tests.Fields;

public sealed class ListProperties
{
    [Fact]
    public void Any_value_is_a_list_of_trimmed_members_that_are_not_empty() => FixedSeed.Check(
        Messages.Noise,
        value =>
        {
            int octets = 0;
            foreach (ReadOnlySpan<byte> member in new ListMembers(value))
            {
                octets += member.Length;
                Assert.False(member.IsEmpty);
                Assert.Equal(Wire.Text(member).Trim(' ', '\t'), Wire.Text(member));
            }

            Assert.InRange(octets, 0, value.Length);
            return octets > 0;
        });

    [Fact]
    public void Any_via_can_be_searched_and_marked() => FixedSeed.Check(
        Messages.Noise,
        noise =>
        {
            string value = string.Concat(Wire.Text(noise).Where(character => character is '\t' or (>= ' ' and not '\u007f')));
            FieldSection fields = Wire.Request($"GET / HTTP/1.1\r\nConnection: {value}\r\nVia: {value}\r\nVia: 1.1 us\r\n\r\n").Fields;

            HopByHop.Mark(fields);

            Assert.True(fields.IsHopByHop(0));
            Assert.True(ViaLoop.Names(fields, "us"));
            return value.Length > 0;
        });
}
