using System.Net;
using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Tests.Clients;

public sealed class AddressRangeSetTests
{
    [Fact]
    public void The_empty_set_holds_nothing()
    {
        Assert.False(AddressRangeSet.Empty.Contains(IPAddress.Loopback));
        Assert.Equal("", AddressRangeSet.Empty.ToString());
    }

    [Fact]
    public void The_first_bad_entry_is_quoted()
    {
        Assert.False(AddressRangeSet.TryParse(["10.0.0.0/8", "x", "y"], out _, out string error));
        Assert.Contains("'x'", error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => AddressRangeSet.Parse(["x"]));
    }

    [Fact]
    public void A_set_is_written_as_its_entries()
    {
        Assert.Equal("::1, 127.0.0.0/8", AddressRangeSet.Parse(["::1", "127.0.0.0/8"]).ToString());
    }

    [Fact]
    public void A_set_holds_what_one_of_its_ranges_holds()
    {
        Gen<IPAddress> addresses = Gen.OneOf(
            Gen.Choose(0, 255).Select(low => new IPAddress([10, 0, (byte)(low & 3), (byte)low])),
            Gen.Choose(0, 255).Select(low => IPAddress.Parse($"2001:db8::{low & 3:x}:{low:x}")));
        Gen<string> ranges = Gen.Zip(addresses, Gen.Choose(0, 12))
            .Select(pair => $"{pair.Item1}/{pair.Item1.GetAddressBytes().Length * 8 - pair.Item2}");
        var samples = Gen.Zip(Gen.ListOf(ranges, 6), Gen.ListOf(addresses, 40)).ToArbitrary();
        Check.One(FixedSeed.Tests(300), Prop.ForAll(samples, sample =>
        {
            var set = AddressRangeSet.Parse(sample.Item1);
            AddressRange[] each = [.. sample.Item1.Select(AddressRange.Parse)];
            return sample.Item2.All(address => set.Contains(address) == each.Any(range => range.Contains(address)));
        }));
    }
}
