using System.Collections.Immutable;
using System.Diagnostics;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Benchmarks.Rules;

/// <summary>What happens once and so is measured once: loading, the memory that is held then, and a change in force.</summary>
internal static class RuleFigures
{
    private const int Changes = 20;
    private const double Megabyte = 1e6;

    /// <summary>Measures with a million domains, a thousand substrings and a hundred expressions.</summary>
    public static async Task PrintAsync(TextWriter output)
    {
        string list = RuleWorkload.WriteList();
        ImmutableArray<string> patterns = RuleWorkload.Patterns();
        try
        {
            // What is compiled once in a process is no part of what a list costs.
            string small = RuleWorkload.WriteList(1_000);
            using (LocalRuleBook first = await RuleWorkload.OpenAsync(patterns, small))
            {
                first.Current.Decide("first.example");
            }

            File.Delete(small);

            await PrintLoadAsync(output, [], list);
            await PrintLoadAsync(output, RuleWorkload.Patterns(expressions: 0));
            await PrintLoadAsync(output, RuleWorkload.Patterns(substrings: 0));
            for (int round = 0; round < 3; round++)
            {
                await PrintLoadAsync(output, patterns, list);
            }

            using LocalRuleBook book = await RuleWorkload.OpenAsync(patterns, list);
            await PrintChangesAsync(output, book);
            PrintHostile(output);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static async Task PrintLoadAsync(TextWriter output, ImmutableArray<string> patterns, params string[] lists)
    {
        long heapBefore = GC.GetTotalMemory(forceFullCollection: true);
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        using LocalRuleBook book = await RuleWorkload.OpenAsync(patterns, lists);
        double seconds = watch.Elapsed.TotalSeconds;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        long held = GC.GetTotalMemory(forceFullCollection: true) - heapBefore;

        // Expressions grow their automata as they meet hosts.
        for (int index = 0; index < 100_000; index++)
        {
            book.Current.Decide(RuleWorkload.Unlisted(index));
        }

        long heldAfter = GC.GetTotalMemory(forceFullCollection: true) - heapBefore;
        await output.WriteLineAsync(
            $"load: {book.Current.Lists.Status.Sum(status => status.Entries)} domains and {book.Current.Rules.Length} rules in {seconds:0.00} s; "
            + $"allocated {allocated / Megabyte:0.0} MB, held {held / Megabyte:0.0} MB, after 100,000 hosts {heldAfter / Megabyte:0.0} MB");
        GC.KeepAlive(book);
    }

    /// <summary>One reader asks without end; the longest time between two of its answers is what a request could be held up.</summary>
    private static async Task PrintChangesAsync(TextWriter output, LocalRuleBook book)
    {
        string[] hosts = [.. Enumerable.Range(0, 10_000).Select(RuleWorkload.Unlisted)];
        using var ended = new CancellationTokenSource();
        long longest = 0;
        var reader = new Thread(() =>
        {
            long last = Stopwatch.GetTimestamp();
            for (int index = 0; !ended.IsCancellationRequested; index++)
            {
                book.Current.Decide(hosts[index % hosts.Length]);
                long now = Stopwatch.GetTimestamp();
                longest = Math.Max(longest, now - last);
                last = now;
            }
        });
        reader.Start();
        await Task.Delay(500);
        double still = Milliseconds(Interlocked.Exchange(ref longest, 0));
        List<double> named = [];
        List<double> matched = [];
        for (int index = 0; index < Changes; index++)
        {
            named.Add(await TimeAsync(book, $"added{index}.example"));
            matched.Add(await TimeAsync(book, $"/^added{index}[0-9]+x/"));
        }

        double changing = Milliseconds(Interlocked.Exchange(ref longest, 0));
        await ended.CancelAsync();
        reader.Join();
        await output.WriteLineAsync(
            $"change: a domain in force after {named.Order().ElementAt(Changes / 2):0.00} ms in the median, {named.Max():0.00} ms at most; "
            + $"an expression {matched.Order().ElementAt(Changes / 2):0.00} ms, {matched.Max():0.00} ms");
        await output.WriteLineAsync(
            $"a reader's longest gap: {changing:0.00} ms with {2 * Changes} changes, {still:0.00} ms in half a second without");
    }

    private static async Task<double> TimeAsync(LocalRuleBook book, string pattern)
    {
        long begun = Stopwatch.GetTimestamp();
        await book.AddAsync(new(pattern), CancellationToken.None);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static void PrintHostile(TextWriter output)
    {
        RuleSnapshot snapshot = RuleWorkload.Compile(RuleWorkload.Hostile);
        var watch = new Stopwatch();
        List<double> times = [];
        for (int index = 0; index < 2_000; index++)
        {
            var random = new Random(index);
            string host = string.Join('.', Enumerable.Range(0, 4).Select(_ => new string([.. Enumerable.Range(0, 60).Select(_ => (char)('a' + random.Next(26)))])));
            watch.Restart();
            snapshot.Decide(host);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        output.WriteLine(
            $"hostile: 10 expressions, hosts of 243 characters: median {times.Order().ElementAt(times.Count / 2):0.000} ms, longest {times.Max():0.0} ms");
    }

    private static double Milliseconds(long ticks) => ticks * 1_000.0 / Stopwatch.Frequency;
}
