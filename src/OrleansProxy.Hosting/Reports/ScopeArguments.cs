using System.Globalization;
using System.Net;
using System.Text;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Http.Targets;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Hosting.Reports;

/// <summary>Turns what was typed into what the history is asked of.</summary>
internal static class ScopeArguments
{
    /// <summary>Reads range, client and domain.</summary>
    /// <exception cref="SettingException">One of them cannot be used; the message says what is allowed.</exception>
    public static TrafficScope Read(HistoryArguments arguments, TimeProvider time)
    {
        DateTimeOffset from = arguments.From is { } fromText
            ? LocalTimeText.Read("--from", fromText, isEnd: false, time) : TimeRange.All.From;
        DateTimeOffset to = arguments.To is { } toText ? LocalTimeText.Read("--to", toText, isEnd: true, time) : TimeRange.All.To;
        if (to <= from)
        {
            throw new SettingException($"The range ends before it begins: --from {arguments.From} --to {arguments.To}.");
        }

        if (from > time.GetUtcNow())
        {
            throw new SettingException($"--from \"{SettingMessage.OneLine(arguments.From ?? "")}\" is still to come.");
        }

        return new TrafficScope(new TimeRange(from, to)) { Client = Client(arguments.Client), Domain = Domain(arguments.Domain) };
    }

    private static IPAddress? Client(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return IPAddress.TryParse(text.Trim().Trim('[', ']'), out IPAddress? address)
            ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address
            : throw new SettingException($"--client \"{SettingMessage.OneLine(text)}\" is no address: one such as 192.168.1.20 is allowed.");
    }

    private static string? Domain(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string name = text.Trim().Trim('[', ']');
        name = name.Contains(':', StringComparison.Ordinal) ? $"[{name}]" : Ascii(name);
        return HostName.TryNormalise(Encoding.UTF8.GetBytes(name), out string host)
            ? host
            : throw new SettingException(
                $"--domain \"{SettingMessage.OneLine(text)}\" is no domain: one such as example.com is allowed, and has the hosts below it with it.");
    }

    /// <summary>A name with letters of other scripts as the A-labels that it is recorded by.</summary>
    private static string Ascii(string text)
    {
        try
        {
            return System.Text.Ascii.IsValid(text) ? text : new IdnMapping().GetAscii(text);
        }
        catch (ArgumentException)
        {
            return text; // no name in any script, which is said as for every other
        }
    }
}
