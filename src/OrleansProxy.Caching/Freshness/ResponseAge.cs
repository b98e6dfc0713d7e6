using OrleansProxy.Caching.Directives;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Caching.Freshness;

/// <summary>The arithmetic of age (RFC 9111 §4.2.3).</summary>
internal static class ResponseAge
{
    /// <summary>corrected_initial_age: how old a response was when it was received.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="date">Its Date, date_value.</param>
    /// <param name="requestedAt">request_time.</param>
    /// <param name="receivedAt">response_time.</param>
    public static TimeSpan WhenReceived(
        FieldSection fields, DateTimeOffset date, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        TimeSpan apparent = NotNegative(receivedAt - date);
        TimeSpan delay = NotNegative(receivedAt - requestedAt);
        TimeSpan corrected = AgeValue(fields) + delay;
        return apparent > corrected ? apparent : corrected;
    }

    public static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    // The first member of the field counts, and an invalid one not at all (RFC 9111 §5.1).
    private static TimeSpan AgeValue(FieldSection fields)
    {
        if (fields.TryGetFirst(FieldNames.Age, out ReadOnlySpan<byte> value))
        {
            foreach (ReadOnlySpan<byte> member in new ListMembers(value))
            {
                return DeltaSeconds.TryParse(member, out TimeSpan age) ? age : TimeSpan.Zero;
            }
        }

        return TimeSpan.Zero;
    }
}
