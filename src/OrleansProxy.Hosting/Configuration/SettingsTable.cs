using System.Text;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>The catalogue as docs/settings.md prints it.</summary>
internal static class SettingsTable
{
    private const string Introduction = """
        # Settings

        Each setting is given in `appsettings.json` beside the program or in the working folder, in the environment
        (`Proxy__Port=3128` or `ORLEANSPROXY_Proxy__Port=3128`), or on the command line (`--Proxy:Port 3128` or
        `--Proxy:Port=3128`). Of these the later one wins, and a list replaces the one before it.

        ```json
        {
          "Proxy": { "Port": 3128, "AllowClients": [ "127.0.0.0/8", "::1", "192.168.0.0/16" ] },
          "RateLimit": { "Count": 200, "Period": "10 s" }
        }
        ```

        Durations are `"500 ms"`, `"15 s"`, `"15 min"`, `"2 h"`, `"1 d"`, a bare number of seconds, or `"00:00:15"`. Sizes are
        bytes, or `"64 KB"`, `"256 MB"`, `"1 GB"` (of 1000, and `KiB`, `MiB`, `GiB` of 1024). A list is a JSON array,
        `Proxy__AllowClients__0` and so on in the environment, or one text parted by commas.

        A value that is not allowed, or a name that is not known, stops the start with one line and exit code 2. What is
        marked "at once" follows an edit of the file while the program runs; a bad edit is said in one line, and the
        settings stay as they were. The section `Serilog`, if there is one, is read by Serilog.

        The last column has the name in the config.py of the older Python proxy.

        """;

    /// <summary>The whole page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (IGrouping<string, Setting> section in SettingCatalogue.All.GroupBy(setting => setting.Section))
        {
            page.Append($"\n## {section.Key}\n\n| setting | default | allowed | what it does | in force | config.py |\n|---|---|---|---|---|---|\n");
            foreach (Setting setting in section)
            {
                page.Append(Row(setting));
            }
        }

        return page.ToString();
    }

    private static string Row(Setting setting)
    {
        string inForce = setting.AppliesAtOnce ? "at once" : "at the next start";
        string value = setting.Default.Length == 0 ? "none" : $"`{setting.Default}`";
        string older = setting.OlderName is null ? "" : $"`{setting.OlderName}`";
        return $"| `{setting.Key}` | {value} | {Escape(setting.Allowed)} | {Escape(setting.Description)} | {inForce} | {older} |\n";
    }

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
