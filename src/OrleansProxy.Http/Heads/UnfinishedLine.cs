namespace OrleansProxy.Http.Heads;

/// <summary>What can be said of a line whose LF has not come yet.</summary>
internal static class UnfinishedLine
{
    /// <summary>
    /// Whether it has a control character, so that no end can make it good and there is no need to wait for one. A CR at the very
    /// end may be half of the line's end; anywhere else it is a control character too.
    /// </summary>
    public static bool HasControl(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> certain = line is [.., (byte)'\r'] ? line[..^1] : line;
        return certain.IndexOfAny(Octets.NotInValue) >= 0;
    }
}
