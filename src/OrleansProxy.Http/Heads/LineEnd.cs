namespace OrleansProxy.Http.Heads;

/// <summary>Looks for the end of a line, and at lines that have none yet, without looking at any octet twice.</summary>
internal static class LineEnd
{
    /// <summary>Where the LF of the first line is, or -1.</summary>
    /// <param name="line">From the start of the line on.</param>
    /// <param name="seen">How many of these octets are known to have none; 0 or less for none of them.</param>
    public static int Find(ReadOnlySpan<byte> line, int seen)
    {
        int from = Math.Max(0, seen);
        int found = line[from..].IndexOf((byte)'\n');
        return found < 0 ? -1 : from + found;
    }

    /// <summary>
    /// Whether a line without its LF has a control character, so that no end can make it good and there is no need to wait for one.
    /// A CR at the very end may be half of the line's end; anywhere else it is a control character too.
    /// </summary>
    /// <param name="line">From the start of the line on.</param>
    /// <param name="seen">How many of these octets have been looked at before.</param>
    public static bool IsImpossible(ReadOnlySpan<byte> line, int seen)
    {
        ReadOnlySpan<byte> certain = line is [.., (byte)'\r'] ? line[..^1] : line;
        int from = Math.Clamp(seen - 1, 0, certain.Length);
        return certain[from..].IndexOfAny(Octets.NotInValue) >= 0;
    }
}
