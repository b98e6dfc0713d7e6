using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>
/// Takes <c>--Section:Key value</c> and <c>--Section:Key=value</c> out of the command line before the rest is parsed: a parser
/// that does not know the option would take its value for the port.
/// </summary>
/// <param name="Settings">The settings, in order.</param>
/// <param name="Rest">All other arguments, in order.</param>
internal sealed record SettingArguments(IReadOnlyList<KeyValuePair<string, string>> Settings, IReadOnlyList<string> Rest)
{
    private const string Option = "--";

    /// <summary>Parts the arguments.</summary>
    /// <exception cref="SettingException">A setting has no value.</exception>
    public static SettingArguments Split(IReadOnlyList<string> args)
    {
        var settings = new List<KeyValuePair<string, string>>();
        var rest = new List<string>();
        for (int i = 0; i < args.Count; i++)
        {
            string argument = args[i];
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? argument : argument[..equals];
            if (!name.StartsWith(Option, StringComparison.Ordinal) || !name.Contains(':', StringComparison.Ordinal))
            {
                rest.Add(argument);
            }
            else if (equals >= 0)
            {
                settings.Add(KeyValuePair.Create(name[Option.Length..], argument[(equals + 1)..]));
            }
            else if (i + 1 < args.Count && !args[i + 1].StartsWith(Option, StringComparison.Ordinal))
            {
                settings.Add(KeyValuePair.Create(name[Option.Length..], args[++i]));
            }
            else
            {
                throw new SettingException(WithoutValue(name[Option.Length..]));
            }
        }

        return new SettingArguments(settings, rest);
    }

    private static string WithoutValue(string key) => SettingCatalogue.Find(key) is { } setting
        ? $"{setting.Key} has no value: {setting.Allowed} is allowed."
        : $"{SettingMessage.OneLine(key)} has no value.";
}
