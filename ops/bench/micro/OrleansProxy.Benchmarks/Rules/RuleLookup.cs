using BenchmarkDotNet.Attributes;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Benchmarks.Rules;

/// <summary>A host looked up among a million domains, a thousand substrings and a hundred regular expressions.</summary>
public class RuleLookup
{
    // So many that the processor's caches do not hold what the last round has touched.
    private const int Hosts = 1 << 16;
    private const int SeenHosts = 1 << 9;

    private readonly string[] _misses = [.. Enumerable.Range(0, Hosts).Select(RuleWorkload.Unlisted)];
    private readonly string[] _seen = [.. Enumerable.Range(Hosts, SeenHosts).Select(RuleWorkload.Unlisted)];

    private readonly string[] _hits =
        [.. Enumerable.Range(0, Hosts).Select(index => "www." + RuleWorkload.Listed(index * (RuleWorkload.Domains / Hosts)))];

    private readonly string[] _long = [.. Enumerable.Range(0, Hosts).Select(LongHost)];
    private RuleSnapshot _all = RuleSnapshot.Empty;
    private int _next;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        string list = RuleWorkload.WriteList();
        using LocalRuleBook book = await RuleWorkload.OpenAsync(RuleWorkload.Patterns(), list);
        _all = book.Current;
        File.Delete(list);
    }

    [Benchmark]
    public RuleEffect Miss_never_seen() => Ask(_all, _misses);

    [Benchmark]
    public RuleEffect Hit_in_the_list_never_seen() => Ask(_all, _hits);

    [Benchmark]
    public RuleEffect Miss_seen() => Ask(_all, _seen);

    [Benchmark]
    public RuleEffect Miss_of_253_characters() => Ask(_all, _long);

    private static string LongHost(int index)
    {
        string name = string.Join('.', Enumerable.Range(0, 40).Select(part => RuleWorkload.Unlisted((index * 40) + part)));
        return name[^253..].TrimStart('.', '-');
    }

    private RuleEffect Ask(RuleSnapshot snapshot, string[] hosts) => snapshot.Decide(hosts[_next++ & (hosts.Length - 1)]).Effect;
}
