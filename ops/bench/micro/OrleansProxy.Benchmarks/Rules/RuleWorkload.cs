using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Benchmarks.Rules;

/// <summary>
/// Made-up rules as they are found in the world: a million domains of all lengths, a thousand parts of names, a hundred regular
/// expressions, and hosts that browsers ask for. The same in each run.
/// </summary>
internal static class RuleWorkload
{
    public const int Domains = 1_000_000;
    public const int Substrings = 1_000;
    public const int Expressions = 100;

    private static readonly string[] Words =
    [
        "ad", "ads", "track", "pixel", "metric", "count", "click", "banner", "promo", "stat", "log", "tag", "beacon", "affil",
        "cdn", "media", "shop", "news", "cloud", "data", "web", "net", "soft", "game", "play", "mail", "blog", "home", "world",
        "city", "auto", "bank", "food", "travel", "photo", "video", "music", "sport", "health", "school",
    ];

    private static readonly string[] Tops = ["com", "com", "com", "net", "org", "de", "ru", "co.uk", "io", "info", "xyz", "com.br"];

    /// <summary>Writes the list of domains and gives its path.</summary>
    public static string WriteList(int domains = Domains)
    {
        string path = Path.Combine(Path.GetTempPath(), $"orleansproxy-bench-{Environment.ProcessId}-{domains}.txt");
        using var file = new StreamWriter(path, append: false, Encoding.ASCII);
        file.WriteLine("# made up");
        for (int index = 0; index < domains; index++)
        {
            file.WriteLine(Listed(index));
        }

        return path;
    }

    /// <summary>A domain of the list: 20 characters in the mean, two to four labels.</summary>
    public static string Listed(int index)
    {
        var random = new Random(index);
        string name = Words[random.Next(Words.Length)] + Words[random.Next(Words.Length)] + index.ToString("x", CultureInfo.InvariantCulture);
        string below = random.Next(3) == 0 ? Words[random.Next(Words.Length)] + random.Next(10) + "." : "";
        return $"{below}{name}.{Tops[random.Next(Tops.Length)]}";
    }

    /// <summary>A host that browsers ask for and no list has; nearly none of the rules match it.</summary>
    public static string Unlisted(int index)
    {
        var random = new Random(~index);
        string name = Syllables(random, 3);
        string below = random.Next(3) switch { 0 => "www.", 1 => $"{Syllables(random, 2)}.", _ => $"img{random.Next(9)}.{Syllables(random, 2)}." };
        return $"{below}{name}.{Tops[random.Next(Tops.Length)]}";
    }

    /// <summary>The rules without the list. Substrings are written as globs, so that domains can stand beside them.</summary>
    public static ImmutableArray<string> Patterns(int substrings = Substrings, int expressions = Expressions) =>
    [
        .. Enumerable.Range(0, substrings).Select(Substring),
        .. Enumerable.Range(0, expressions).Select(Expression),
    ];

    /// <summary>A snapshot of these rules without lists.</summary>
    public static RuleSnapshot Compile(ImmutableArray<string> patterns) => RuleSnapshot.Compile(
        1,
        [.. patterns.Select((pattern, index) => new Rule(index + 1, pattern, "", true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch))],
        BlacklistMatch.Domain);

    /// <summary>A book with these rules in its store, and lists from files.</summary>
    public static async Task<LocalRuleBook> OpenAsync(ImmutableArray<string> patterns, params string[] files)
    {
        LocalRuleBook book = await LocalRuleBook.OpenAsync(
            new InMemoryRuleStore(), new BlacklistOptions { Rules = patterns }, TimeProvider.System, CancellationToken.None);
        var lists = new ListFiles(TimeProvider.System);
        lists.Look(files, CancellationToken.None);
        await ((Policy.ILiveSettings<RuleLists>)book).ApplyAsync(lists.Current, CancellationToken.None);
        return book;
    }

    /// <summary>Expressions that cost much: many states, and no text that a host needs.</summary>
    public static ImmutableArray<string> Hostile { get; } =
        [.. Enumerable.Range(0, 10).Select(index => $"/[a-m{index}].{{{index + 8}}}[n-z{index}]$/")];

    private static string Substring(int index)
    {
        var random = new Random(index);
        return $"*{Words[random.Next(14)]}{"-._"[random.Next(3)]}{Syllables(random, 2)}*";
    }

    private static string Expression(int index)
    {
        string word = Words[index % 14];
        string other = Words[14 + (index % 26)];
        return (index % 10) switch
        {
            0 => $@"/^{word}s?[0-9]*\./",
            1 => $@"/(^|\.){word}(er|ing)?[0-9]{{0,3}}\.{other}\./",
            2 => $@"/^{word}[sz]?[0-9]*[_.-]{other}/",
            3 => $@"/(^|[_.-]){word}s?server[0-9]*\./",
            4 => $@"/^(.+[_.-])?{word}x{index}[_.-]/",
            5 => $@"/\.{other}{word}[0-9]+\.(com|net)$/",
            6 => $@"/{word}-?{other}-?service/",
            7 => $@"/(^|\.)({word}|{other})[a-z]{{0,4}}-analytics\./",
            8 => $@"/^[a-z]{{{(index % 7) + 6}}}[0-9]{{{(index % 5) + 2}}}\.{other}\./",
            _ => $@"/^[a-f0-9]{{{12 + (index % 20)}}}\./",
        };
    }

    private static string Syllables(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}"));
}
