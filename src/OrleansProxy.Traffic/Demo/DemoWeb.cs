namespace OrleansProxy.Traffic.Demo;

/// <summary>The made-up web: some sixty hosts, all under reserved names.</summary>
internal static class DemoWeb
{
    /// <summary>The rules that block in the demo; a rule covers a host and its subdomains.</summary>
    public static IReadOnlyList<string> Blocked { get; } =
        ["ads.example", "tracker.example", "telemetry.example", "casino.example", "popups.test"];

    /// <summary>Sites that a page load may begin at.</summary>
    public static IReadOnlyList<DemoSite> Sites { get; } =
    [
        Site("www.news.example", 9, DemoKind.Pages, "img.news.example", "static.news.example", "banner.ads.example",
            "tracker.example", "fonts.example"),
        Site("www.search.example", 14, DemoKind.Pages, "suggest.search.example", "static.search.example"),
        Site("video.example", 6, DemoKind.Video, "cdn1.video.example", "cdn2.video.example", "thumbs.video.example", "pre.ads.example"),
        Site("stream.tv.example", 3, DemoKind.Video, "edge.tv.example", "telemetry.example"),
        Site("www.school.example", 8, DemoKind.Pages, "media.school.example", "login.school.example", "fonts.example"),
        Site("learn.school.example", 7, DemoKind.Pages, "api.school.example", "media.school.example"),
        Site("www.encyclopedia.example", 7, DemoKind.Pages, "upload.encyclopedia.example"),
        Site("www.weather.example", 5, DemoKind.PlainPages, "maps.weather.example", "banner.ads.example", "js.cdn.example"),
        Site("www.shop.example", 5, DemoKind.Pages, "img.shop.example", "api.shop.example", "pixel.tracker.example", "js.cdn.example"),
        Site("www.social.example", 8, DemoKind.Pages, "graph.social.example", "photos.social.example", "metrics.tracker.example"),
        Site("chat.example", 5, DemoKind.Chat, "media.chat.example"),
        Site("mail.example", 5, DemoKind.Chat, "static.mail.example"),
        Site("www.recipes.example", 3, DemoKind.PlainPages, "img.recipes.example", "banner.ads.example", "count.tracker.example"),
        Site("www.football.example", 3, DemoKind.Pages, "img.football.example", "live.football.example", "banner.ads.example"),
        Site("games.example", 4, DemoKind.Pages, "assets.games.example", "match.games.example", "telemetry.example"),
        Site("music.example", 4, DemoKind.Video, "audio.music.example", "covers.music.example"),
        Site("www.library.example", 2, DemoKind.PlainPages, "catalogue.library.example"),
        Site("maps.example", 3, DemoKind.Pages, "tiles.maps.example"),
        Site("www.bank.example", 1.5, DemoKind.Pages, "login.bank.example"),
        Site("www.rail.example", 1.5, DemoKind.Pages, "api.rail.example"),
        Site("packages.example", 1.2, DemoKind.Download, "mirror.packages.example"),
        Site("updates.example", 1.5, DemoKind.Download, "dl.updates.example"),
        Site("www.town.example", 1.5, DemoKind.PlainPages, "files.town.example"),
        Site("www.casino.example", 0.5, DemoKind.Pages),
        Site("old.forum.test", 1.2, DemoKind.PlainPages, "popups.test", "avatars.forum.test"),
        Site("thermostat.home.example", 2.5, DemoKind.Interface, "time.example"),
        Site("gone.invalid", 0.3, DemoKind.PlainPages),
    ];

    /// <summary>The rule that blocks a host, or null.</summary>
    public static string? RuleFor(string host) => Blocked.FirstOrDefault(rule =>
        host == rule || host.EndsWith($".{rule}", StringComparison.Ordinal));

    private static DemoSite Site(string host, double popularity, DemoKind kind, params string[] parts) =>
        new(host, popularity, kind, [host, .. parts]);
}
