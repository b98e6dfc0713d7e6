namespace OrleansProxy.Http.Framing;

/// <summary>How a body is framed.</summary>
/// <param name="Kind">How its end is found.</param>
/// <param name="Length">Octets of the body when <paramref name="Kind"/> is <see cref="BodyKind.Length"/>, else 0.</param>
public readonly record struct BodyFraming(BodyKind Kind, long Length)
{
    /// <summary>No body.</summary>
    public static BodyFraming None { get; }

    /// <summary>The chunked coding.</summary>
    public static BodyFraming Chunked { get; } = new(BodyKind.Chunked, 0);

    /// <summary>Until the connection ends.</summary>
    public static BodyFraming UntilClose { get; } = new(BodyKind.UntilClose, 0);

    /// <summary>A body of this many octets; 0 is a body too, an empty one.</summary>
    public static BodyFraming OfLength(long length) => new(BodyKind.Length, length);
}
