using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Policy.Rules.Matching;
using OrleansProxy.Policy.Tests.Rules.Matching;

namespace OrleansProxy.Policy.Tests.Rules.Lists;

public sealed class NameIndexTests
{
    [Fact]
    public void Has_what_a_set_has_and_nothing_else()
    {
        Gen<(string[], string[])> samples = Gen.Zip(
            Gen.Choose(0, 300).SelectMany(count => Hosts.Names.ArrayOf(count)), Hosts.Names.ArrayOf(50));
        Check.One(FixedSeed.Tests(500), Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            var builder = new NameIndexBuilder();
            HashSet<string> set = [];
            Assert.All(sample.Item1, name => Assert.Equal(set.Add(name), builder.Add(name)));
            NameIndex index = builder.Build();
            Assert.Equal(set.Count, index.Count);
            foreach (string name in sample.Item1.Concat(sample.Item2))
            {
                int offset = index.Find(name, HostHash.Of(name));
                Assert.Equal(set.Contains(name), offset >= 0);
                Assert.True(offset < 0 || index.NameAt(offset) == name);
            }
        }));
    }

    [Fact]
    public void A_name_of_the_same_hash_is_not_taken_for_it()
    {
        var builder = new NameIndexBuilder();
        builder.Add("one.example");
        NameIndex index = builder.Build();
        Assert.Equal(NameSlots.Perhaps, index.Find("two.example", HostHash.Of("one.example")));
        Assert.Equal(NameSlots.Perhaps, index.Find("one.example.", HostHash.Of("one.example")));
    }

    [Fact]
    public void A_domain_with_names_below_it_is_never_said_to_have_nothing()
    {
        Gen<(string[], string[])> samples = Gen.Zip(
            Gen.Choose(0, 40).SelectMany(count => Hosts.Names.ArrayOf(count)), Hosts.Names.ArrayOf(30));
        int nothing = 0;
        Check.One(FixedSeed.Tests(500), Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            var builder = new NameIndexBuilder();
            Assert.All(sample.Item1, name => builder.Add(name));
            NameIndex index = builder.Build();
            foreach (string name in sample.Item2.Where(name => name.Contains('.', StringComparison.Ordinal)))
            {
                bool isNothing = index.Find(name, HostHash.Of(name)) == NameSlots.Nothing;
                nothing += isNothing ? 1 : 0;
                Assert.False(isNothing && sample.Item1.Any(listed => $".{listed}".EndsWith($".{name}", StringComparison.Ordinal)), name);
            }
        }));
        Assert.True(nothing > 1_000, $"only {nothing} domains were said to have nothing");
    }

    [Fact]
    public void Names_of_many_labels_are_found_from_below_any_depth()
    {
        var builder = new NameIndexBuilder();
        string deep = string.Join('.', Enumerable.Repeat("a", 120));
        Assert.True(builder.Add(deep));
        RuleLists lists = new([new LoadedList("deep", builder.Build(), new NameIndexBuilder().Build(), new NameIndexBuilder().Build(), 0, DateTimeOffset.UnixEpoch)], []);
        Assert.False(NameMatches.Of("b." + deep, new NameTable([]), lists).Listed.IsNone);
        Assert.True(NameMatches.Of(deep.AsSpan(2), new NameTable([]), lists).Listed.IsNone);
    }

    [Fact]
    public void Names_of_every_length_fill_many_pieces()
    {
        var builder = new NameIndexBuilder();
        string[] names = [.. Enumerable.Range(0, 3_000).Select(index => $"{index}".PadRight(4 + (index % 249), 'x'))];
        Assert.All(names, name => Assert.True(builder.Add(name)));
        NameIndex built = builder.Build();
        Assert.All(names, name => Assert.Equal(name, built.NameAt(built.Find(name, HostHash.Of(name)))));
    }
}
