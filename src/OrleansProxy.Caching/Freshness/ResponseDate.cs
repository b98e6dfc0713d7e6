using OrleansProxy.Http.Fields;

namespace OrleansProxy.Caching.Freshness;

/// <summary>When a response was made, by its Date field (RFC 9110 §6.6.1).</summary>
internal static class ResponseDate
{
    /// <summary>
    /// The Date of a response: of several valid ones the oldest, so that its age is not underestimated; without any, the time at
    /// which it was received.
    /// </summary>
    public static DateTimeOffset Of(FieldSection fields, DateTimeOffset receivedAt)
    {
        DateTimeOffset? oldest = null;
        for (int index = fields.IndexOf(FieldNames.Date); index >= 0; index = fields.IndexOf(FieldNames.Date, index + 1))
        {
            if (HttpDate.TryParse(fields.Value(index), receivedAt, out DateTimeOffset date) && !(date >= oldest))
            {
                oldest = date;
            }
        }

        return oldest ?? receivedAt;
    }
}
