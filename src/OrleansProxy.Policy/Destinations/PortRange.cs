using System.Globalization;

namespace OrleansProxy.Policy.Destinations;

/// <summary>Neighbouring ports, both ends included. Immutable.</summary>
internal readonly record struct PortRange(int First, int Last)
{
    private const int MaxPort = ushort.MaxValue;

    /// <summary>Reads "80" or "1024-65535".</summary>
    public static bool TryParse(string? text, out PortRange range)
    {
        string entry = (text ?? "").Trim();
        int dash = entry.IndexOf('-', StringComparison.Ordinal);
        string first = dash < 0 ? entry : entry[..dash].TrimEnd();
        string last = dash < 0 ? entry : entry[(dash + 1)..].TrimStart();
        bool parsed = TryParsePort(first, out int from) & TryParsePort(last, out int to) && from <= to;
        range = parsed ? new(from, to) : default;
        return parsed;
    }

    /// <summary>Whether the port lies in the range.</summary>
    public bool Contains(int port) => port >= First && port <= Last;

    /// <summary>As it is written in a setting.</summary>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= MaxPort;
}
