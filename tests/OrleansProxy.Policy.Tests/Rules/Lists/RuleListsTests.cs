using System.Text;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Rules.Lists;

public sealed class RuleListsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_blocks_and_is_named_with_its_list()
    {
        using LocalRuleBook book = await OpenAsync("ads.txt", "ads.example\n0.0.0.0 exact.example");
        Rule rule = book.Current.Decide("www.ads.example").Rule!;
        Assert.Equal(("ads.txt: ads.example", RuleOrigin.List), (rule.Pattern, rule.Origin));
        Assert.Equal("ads.txt: exact.example", book.Current.Decide("exact.example").Rule!.Pattern);
        Assert.Equal(RuleEffect.None, book.Current.Decide("www.exact.example").Effect);
        Assert.Equal(RuleEffect.None, book.Current.Decide("notads.example").Effect);
        Assert.Equal(book.Current.Decide("www.ads.example"), book.Current.Decide("www.ads.example"));
    }

    [Fact]
    public async Task Rules_win_over_lists_and_within_lists_an_exception_wins()
    {
        using LocalRuleBook book = await OpenAsync("ads.txt", "ads.example\n@@||good.ads.example^\n@@||bad.example^");
        await book.AddAsync(new("@@=mine.ads.example"), Cancellation);
        await book.AddAsync(new("bad.example"), Cancellation);
        Assert.Equal(RuleEffect.Allow, book.Current.Decide("mine.ads.example").Effect);
        Assert.Equal("ads.txt: @@good.ads.example", book.Current.Decide("good.ads.example").Rule!.Pattern);
        Assert.Equal("bad.example", book.Current.Decide("bad.example").Rule!.Pattern);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("bad.example").Effect);
    }

    [Fact]
    public async Task All_entries_that_match_are_given_under_keys_of_their_own()
    {
        using LocalRuleBook book = await OpenAsync("ads.txt", "ads.example\nwww.ads.example\n0.0.0.0 www.ads.example\n@@||example^");
        await book.AddAsync(new("=www.ads.example"), Cancellation);
        Rule[] matches = [.. book.Current.Matches("www.ads.example")];
        Assert.Equal(
            ["=www.ads.example", "ads.txt: @@example", "ads.txt: www.ads.example", "ads.txt: www.ads.example", "ads.txt: ads.example"],
            matches.Select(rule => rule.Pattern));
        Assert.Equal(5, matches.Select(rule => rule.Id).Distinct().Count());
        Assert.All(matches.Skip(1), rule => Assert.True(rule.Id < 0));
        Assert.Equal(book.Current.Decide("www.ads.example").Rule, matches[0]);
    }

    [Fact]
    public async Task Lists_make_a_new_version_and_the_same_lists_again_none()
    {
        using LocalRuleBook book = await OpenAsync("ads.txt", "ads.example");
        RuleSnapshot before = book.Current;
        await ApplyAsync(book, before.Lists);
        Assert.Same(before, book.Current);
        await ApplyAsync(book, RuleLists.Empty);
        Assert.Equal(before.Version + 1, book.Current.Version);
        Assert.Equal(RuleEffect.None, book.Current.Decide("ads.example").Effect);
    }

    [Fact]
    public async Task A_change_of_rules_or_settings_keeps_the_lists()
    {
        using LocalRuleBook book = await OpenAsync("ads.txt", "ads.example");
        RuleLists lists = book.Current.Lists;
        await book.AddAsync(new("other.example"), Cancellation);
        await book.ApplyAsync(new BlacklistOptions { Rules = ["third.example"] }, Cancellation);
        Assert.Same(lists, book.Current.Lists);
        Assert.Equal(RuleEffect.Block, book.Current.Decide("ads.example").Effect);
    }

    [Fact]
    public async Task Readers_see_whole_snapshots_while_rules_and_lists_change()
    {
        const int Changes = 200;
        using LocalRuleBook book = await OpenAsync("a.txt", "a.example\nalso.a.example");
        RuleLists a = book.Current.Lists;
        RuleLists b = Lists("b.txt", "b.example\nalso.b.example");
        using var ended = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                RuleSnapshot now = book.Current;
                bool isA = now.Decide("a.example").Effect is RuleEffect.Block;
                Assert.Equal(isA, now.Decide("x.also.a.example").Effect is RuleEffect.Block);
                Assert.NotEqual(isA, now.Decide("b.example").Effect is RuleEffect.Block);
                Assert.Equal(now.Rules.Length > 0, now.Decide("rule.example").Effect is RuleEffect.Block);
                Assert.Equal(now.Rules.Length > 0, now.Decide("rule7.example").Effect is RuleEffect.Block);
            }
        }, Cancellation))];
        for (int change = 0; change < Changes; change++)
        {
            await ApplyAsync(book, change % 2 == 0 ? b : a);
            await book.ApplyAsync(new BlacklistOptions { Rules = change % 3 == 0 ? [] : ["rule.example", "/^rule[0-9]/"] }, Cancellation);
        }

        await ended.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static Task ApplyAsync(ILiveSettings<RuleLists> book, RuleLists lists) => book.ApplyAsync(lists, Cancellation);

    private static async Task<LocalRuleBook> OpenAsync(string name, string text)
    {
        LocalRuleBook book = await LocalRuleBook.OpenAsync(new InMemoryRuleStore(), new(), new ManualTime(), Cancellation);
        await ApplyAsync(book, Lists(name, text));
        return book;
    }

    private static RuleLists Lists(string name, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return new([ListReader.Read(stream, name, DateTimeOffset.UnixEpoch, Cancellation)], []);
    }
}
