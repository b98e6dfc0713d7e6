using System.Diagnostics.CodeAnalysis;

namespace OrleansProxy.Policy.Destinations;

/// <summary>Ports as a setting lists them: numbers and ranges. Immutable.</summary>
public sealed class PortSet
{
    private readonly PortRange[] _ranges;

    private PortSet(PortRange[] ranges) => _ranges = ranges;

    /// <summary>Reads entries such as "80" or "1024-65535"; ports run from 1 to 65535.</summary>
    /// <exception cref="FormatException">An entry is neither; the message quotes it and says what is allowed.</exception>
    public static PortSet Parse(IEnumerable<string> entries) =>
        TryParse(entries, out PortSet? ports, out string error) ? ports : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, with the first error as a sentence ("" on success) instead of an exception.</summary>
    public static bool TryParse(IEnumerable<string> entries, [NotNullWhen(true)] out PortSet? ports, out string error)
    {
        ports = null;
        var ranges = new List<PortRange>();
        foreach (string entry in entries)
        {
            if (!PortRange.TryParse(entry, out PortRange range))
            {
                error = $"'{entry}' is not a port from 1 to 65535 or a range of ports such as 1024-65535.";
                return false;
            }

            ranges.Add(range);
        }

        ports = new PortSet([.. ranges]);
        error = "";
        return true;
    }

    /// <summary>Whether the set holds the port.</summary>
    public bool Contains(int port)
    {
        foreach (PortRange range in _ranges)
        {
            if (range.Contains(port))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entries in the order they were given, between commas; "no port" when there are none.</summary>
    public override string ToString() => _ranges.Length == 0 ? "no port" : string.Join(", ", _ranges);
}
