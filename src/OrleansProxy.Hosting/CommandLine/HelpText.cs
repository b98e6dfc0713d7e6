using System.CommandLine;
using System.Text;
using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>What <c>--help</c> and <c>settings</c> print; no line is wider than a terminal of 80 columns.</summary>
internal sealed class HelpText(RootCommand root)
{
    private const int Width = 80;

    /// <summary>The short help of a command line with these commands.</summary>
    public string Text
    {
        get
        {
            string[] commands = [.. root.Subcommands.Select(command => $"  {command.Name,-12}{command.Description}\n")];
            return $"""
                {ProgramVersion.Text}: a forward proxy with cache, blocking, limits and history.

                Usage:
                  OrleansProxy.Server [PORT] [Log] [--Section:Key value ...]
                  OrleansProxy.Server COMMAND

                Arguments:
                  PORT        The port of the proxy, the same as --Proxy:Port.
                  Log         Also write the tree Logs/, a file a site and day (--Log:Tree).

                Commands:
                {string.Concat(commands)}
                Options:
                  --help, --version                  Show this, or the version.
                  --from, --to, --client, --domain   What stats, export and report tell of.

                Most used settings (all of them: OrleansProxy.Server settings):
                {Table(SettingCatalogue.All.Where(setting => setting.IsCommon))}
                Examples:
                  OrleansProxy.Server 3128
                  OrleansProxy.Server --Proxy:Host 0.0.0.0 --Proxy:AllowClients 192.168.0.0/16
                  OrleansProxy.Server --RateLimit:Count=500 --RateLimit:Period="1 min"

                Settings may also stand in appsettings.json in the working folder, or in the
                environment as Proxy__Port=3128.

                Exit codes: 0 stopped as told, 1 could not run, 2 bad setting or command line

                """.ReplaceLineEndings("\n");
        }
    }

    /// <summary>Every setting with its default, what it does and what is allowed.</summary>
    public static string AllSettings()
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, Setting> section in SettingCatalogue.All.GroupBy(setting => setting.Section))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(section.Key).Append('\n');
            foreach (Setting setting in section)
            {
                text.Append($"  {setting.Key} = {Default(setting)}\n");
                AppendWrapped(text, setting.Description, 6);
                AppendWrapped(text, $"Allowed: {setting.Allowed}.{(setting.AppliesAtOnce ? " Applies at once." : "")}", 6);
            }
        }

        return text.ToString();
    }

    private static string Table(IEnumerable<Setting> settings)
    {
        var text = new StringBuilder();
        foreach (Setting setting in settings)
        {
            text.Append($"  {setting.Key} = {Default(setting)}\n");
            AppendWrapped(text, setting.Description, 6);
        }

        return text.ToString();
    }

    private static string Default(Setting setting) => setting.Default.Length == 0 ? "(none)" : setting.Default;

    private static void AppendWrapped(StringBuilder text, string sentence, int indent)
    {
        int column = 0;
        foreach (string word in sentence.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            string before = column == 0 ? new string(' ', indent) : " ";
            text.Append(before).Append(word);
            column += before.Length + word.Length;
        }

        text.Append('\n');
    }
}
