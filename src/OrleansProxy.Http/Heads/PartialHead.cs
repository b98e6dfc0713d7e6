namespace OrleansProxy.Http.Heads;

/// <summary>What can be said of a head that is not whole yet.</summary>
internal static class PartialHead
{
    /// <summary>Whether a line ends in LF without CR, so that the head's end would never be found.</summary>
    public static bool HasBareLineFeed(ReadOnlySpan<byte> octets)
    {
        int from = 0;
        while (octets[from..].IndexOf((byte)'\n') is >= 0 and int found)
        {
            int at = from + found;
            if (at == 0 || octets[at - 1] != '\r')
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }
}
