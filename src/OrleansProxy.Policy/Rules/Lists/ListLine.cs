using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// Reads one line of a list: a name, a line of a hosts file, or the two forms of browser filters that name a domain and nothing
/// else. What is not surely one of these counts as skipped, so that nothing is understood by half.
/// </summary>
internal static class ListLine
{
    /// <summary>Takes a line in.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="entries">Takes what the line says.</param>
    public static void Read(ReadOnlySpan<byte> line, ListEntries entries)
    {
        line = WithoutComment(line);
        if (line.IsEmpty)
        {
            return;
        }

        int blank = line.IndexOfAny((byte)' ', (byte)'\t');
        if (blank >= 0)
        {
            ReadHosts(line[..blank], line[blank..], entries);
        }
        else if (Filter(line, "||"u8) is { IsEmpty: false } blocked)
        {
            entries.AddDomain(blocked, mayBeTop: true);
        }
        else if (Filter(line, "@@||"u8) is { IsEmpty: false } allowed)
        {
            entries.AddAllowed(allowed);
        }
        else
        {
            // As in a rule, a dot or a star in front says nothing new.
            entries.AddDomain(line.StartsWith("*."u8) ? line[2..] : line.StartsWith("."u8) ? line[1..] : line, mayBeTop: false);
        }
    }

    /// <summary>Nothing of a line that is a comment or a filter list's title.</summary>
    private static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> line)
    {
        line = line[Ascii.Trim(line)];
        if (line.IsEmpty || line[0] is (byte)'#' or (byte)'!' or (byte)'[')
        {
            return [];
        }

        int hash = line.IndexOf((byte)'#');
        return hash > 0 && line[hash - 1] is (byte)' ' or (byte)'\t' ? line[..hash].TrimEnd(" \t"u8) : line;
    }

    /// <summary>The domain of <c>||domain^</c>, or nothing: any option or wildcard narrows it to what a rule cannot say.</summary>
    private static ReadOnlySpan<byte> Filter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix) =>
        line.StartsWith(prefix) && line.EndsWith("^"u8) ? line[prefix.Length..^1] : [];

    private static void ReadHosts(ReadOnlySpan<byte> address, ReadOnlySpan<byte> names, ListEntries entries)
    {
        if (!IsNowhere(address))
        {
            entries.Skip();
            return;
        }

        while (!(names = names.TrimStart(" \t"u8)).IsEmpty)
        {
            int blank = names.IndexOfAny((byte)' ', (byte)'\t');
            entries.AddHost(blank < 0 ? names : names[..blank]);
            names = blank < 0 ? [] : names[blank..];
        }
    }

    /// <summary>Whether a hosts file sends names there to block them; any other address is a real one.</summary>
    private static bool IsNowhere(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("0.0.0.0"u8) || text.SequenceEqual("127.0.0.1"u8) || text.SequenceEqual("0"u8))
        {
            return true;
        }

        return text.Contains((byte)':')
            && IPAddress.TryParse(Encoding.Latin1.GetString(text), out IPAddress? address)
            && address.AddressFamily is AddressFamily.InterNetworkV6
            && (address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(address));
    }
}
