using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OrleansProxy.Policy.Clients;

/// <summary>Address ranges as one set. Immutable; a look-up is a binary search and allocates nothing.</summary>
public sealed class AddressRangeSet
{
    private readonly AddressRange[] _ranges;
    private readonly AddressInterval[] _ipv4;
    private readonly AddressInterval[] _ipv6;

    private AddressRangeSet(AddressRange[] ranges)
    {
        _ranges = ranges;
        _ipv4 = Merge(ranges.Where(range => range.First.IsIPv4));
        _ipv6 = Merge(ranges.Where(range => !range.First.IsIPv4));
    }

    /// <summary>The set that holds nothing.</summary>
    public static AddressRangeSet Empty { get; } = new([]);

    /// <summary>The ranges in the order they were given.</summary>
    public IReadOnlyList<AddressRange> Ranges => _ranges;

    /// <summary>Reads a list of entries, each as <see cref="AddressRange.Parse"/> does.</summary>
    /// <exception cref="FormatException">An entry is no range; the message quotes it and says what is allowed.</exception>
    public static AddressRangeSet Parse(IEnumerable<string> entries) =>
        TryParse(entries, out AddressRangeSet? set, out string error) ? set : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, with the first error as a sentence ("" on success) instead of an exception.</summary>
    public static bool TryParse(IEnumerable<string> entries, [NotNullWhen(true)] out AddressRangeSet? set, out string error)
    {
        set = null;
        var ranges = new List<AddressRange>();
        foreach (string entry in entries)
        {
            if (!AddressRange.TryParse(entry, out AddressRange? range, out error))
            {
                return false;
            }

            ranges.Add(range);
        }

        set = new AddressRangeSet([.. ranges]);
        error = "";
        return true;
    }

    /// <summary>Whether one of the ranges holds the address.</summary>
    public bool Contains(IPAddress address) => Contains(AddressBits.Of(address));

    /// <summary>The ranges in the order they were given, between commas.</summary>
    public override string ToString() => string.Join(", ", (IEnumerable<AddressRange>)_ranges);

    internal bool Contains(AddressBits bits)
    {
        AddressInterval[] intervals = bits.IsIPv4 ? _ipv4 : _ipv6;
        int low = 0;
        int high = intervals.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (bits.Value < intervals[middle].First)
            {
                high = middle - 1;
            }
            else if (bits.Value > intervals[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>CIDR ranges nest or are apart, so dropping the nested ones leaves a sorted list without overlaps.</summary>
    private static AddressInterval[] Merge(IEnumerable<AddressRange> ranges)
    {
        var merged = new List<AddressInterval>();
        foreach (AddressRange range in ranges.OrderBy(range => range.First.Value).ThenBy(range => range.PrefixLength))
        {
            if (merged.Count == 0 || range.First.Value > merged[^1].Last)
            {
                merged.Add(new AddressInterval(range.First.Value, range.Last));
            }
        }

        return [.. merged];
    }
}
