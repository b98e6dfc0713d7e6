using OrleansProxy.Hosting.Configuration.Formats;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "Blacklist".</summary>
internal static class BlacklistSection
{
    private const int MaxRules = 100_000;
    private const int MaxFiles = 100;

    private static readonly ListFormat Rules = new(
        "a list of rules such as example.com, =www.example.com, ads.*, /^ads[0-9]/ and @@good.example.com",
        MaxRules,
        SettingChecks.Rule);

    private static readonly ListFormat Files = new("a list of files such as hosts.txt and lists/ads.txt", MaxFiles, SettingChecks.FilePath);

    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new Setting<IReadOnlyList<string>>("Blacklist:Rules", s => s.Blacklist.Rules, Rules,
            "Rules in force beside the portal's; one after @@ allows, and wins.")
        { AppliesAtOnce = true, OlderName = "BLACKLIST", IsCommon = true },
        new Setting<IReadOnlyList<string>>("Blacklist:Files", s => s.Blacklist.Files, Files,
            "Files with names to block: hosts files, domains, ||domain^; rules win.")
        { AppliesAtOnce = true, IsCommon = true },
        new Setting<BlacklistMatch>("Blacklist:Match", s => s.Blacklist.Match, new ChoiceFormat<BlacklistMatch>(),
            "How a bare entry is read: the domain with its subdomains, or a part of the host as in the older proxy.")
        { AppliesAtOnce = true },
    ];
}
