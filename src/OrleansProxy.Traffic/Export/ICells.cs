using System.Net;

namespace OrleansProxy.Traffic.Export;

/// <summary>Takes the cells of a row one after the other. For one thread at a time.</summary>
internal interface ICells
{
    /// <summary>A cell without a value.</summary>
    void Nothing();

    /// <summary>A word of our own, of plain ASCII letters and hyphens.</summary>
    void Word(string word);

    /// <summary>A text that may have come over the wire, whatever is in it.</summary>
    void Text(string text);

    /// <summary>A whole number.</summary>
    void Number(long number);

    /// <summary>A length of time, not negative, in seconds to the microsecond.</summary>
    void Seconds(TimeSpan length);

    /// <summary>An instant, UTC, to the millisecond.</summary>
    void Time(DateTimeOffset time);

    /// <summary>An address.</summary>
    void Address(IPAddress address);

    /// <summary>An address and a port.</summary>
    void EndPoint(IPEndPoint endPoint);
}
