namespace OrleansProxy.Http.Framing;

/// <summary>What <see cref="ChunkedDecoder.Decode"/> came to.</summary>
public enum ChunkedProgress
{
    /// <summary>All input is used up; more is needed.</summary>
    NeedMore,

    /// <summary>A stretch of data was found; there may be more in the input.</summary>
    Data,

    /// <summary>The last chunk and the trailers are over; what was not consumed belongs to the next message.</summary>
    Complete,

    /// <summary>The coding is broken; the message cannot be completed.</summary>
    Faulty,
}
