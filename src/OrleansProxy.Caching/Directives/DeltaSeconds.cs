namespace OrleansProxy.Caching.Directives;

/// <summary>Reads delta-seconds (RFC 9111 §1.2.2): digits only; what is too large counts as 2^31 seconds.</summary>
internal static class DeltaSeconds
{
    private const long Most = 1L << 31;

    public static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        if (text.IsEmpty || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        long seconds = 0;
        foreach (byte digit in text)
        {
            seconds = Math.Min(Most, (seconds * 10) + (digit - '0'));
        }

        value = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
