using System.Collections.Immutable;
using System.Diagnostics;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Benchmarks.Rules;

/// <summary>What a look-up costs, by part of the rules, and by whether the host was seen before and is listed.</summary>
internal static class LookupFigures
{
    // So many that the processor's caches do not hold what the last round has touched, and so few that they do.
    private const int Unseen = 1 << 16;
    private const int Seen = 1 << 9;
    private const int Rounds = 7;
    private const int WarmUp = 2;
    private const int Batch = 1 << 9;

    /// <summary>Measures each case with hosts in turn.</summary>
    public static async Task PrintAsync(TextWriter output)
    {
        string list = RuleWorkload.WriteList();
        try
        {
            string[] misses = [.. Enumerable.Range(0, Unseen).Select(RuleWorkload.Unlisted)];
            string[] hits = [.. Enumerable.Range(0, Unseen).Select(index => "www." + RuleWorkload.Listed(index * (RuleWorkload.Domains / Unseen)))];
            // The first case is asked twice, since it meets what is not yet compiled to the end.
            await PrintAsync(TextWriter.Null, "", hits, RuleWorkload.Patterns(), list);
            await PrintAsync(output, "nothing", misses, []);
            await PrintAsync(output, "the list", misses, [], list);
            await PrintAsync(output, "substrings", misses, RuleWorkload.Patterns(expressions: 0));
            await PrintAsync(output, "expressions", misses, RuleWorkload.Patterns(substrings: 0));
            await PrintAsync(output, "the list and substrings", misses, RuleWorkload.Patterns(expressions: 0), list);
            await PrintAsync(output, "all", misses, RuleWorkload.Patterns(), list);
            await PrintAsync(output, "all, listed hosts", hits, RuleWorkload.Patterns(), list);
            await PrintAsync(output, "all, seen hosts", misses[..Seen], RuleWorkload.Patterns(), list);
            await PrintAsync(output, "all, seen and listed", hits[..Seen], RuleWorkload.Patterns(), list);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static async Task PrintAsync(
        TextWriter output, string what, string[] hosts, ImmutableArray<string> patterns, params string[] lists)
    {
        using LocalRuleBook book = await RuleWorkload.OpenAsync(patterns, lists);
        RuleSnapshot snapshot = book.Current;
        int undecided = hosts.Count(host => !snapshot.TryDecideAtOnce(host, out _));
        double nanoseconds = Median(hosts, host => snapshot.Decide(host));
        await output.WriteLineAsync($"{what,-26} {nanoseconds,6:0} ns; undecided at once {undecided * 100.0 / hosts.Length:0.0} %");
    }

    /// <summary>The median of many short batches: what else the machine does falls into few of them.</summary>
    private static double Median(string[] hosts, Action<string> ask)
    {
        List<double> batches = [];
        for (int asked = 0; asked < Rounds * Unseen; asked += Batch)
        {
            int from = asked % hosts.Length;
            long begun = Stopwatch.GetTimestamp();
            foreach (string host in hosts.AsSpan(from, Batch))
            {
                ask(host);
            }

            if (asked >= WarmUp * Unseen)
            {
                batches.Add(Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Batch);
            }
        }

        return batches.Order().ElementAt(batches.Count / 2);
    }
}
