namespace OrleansProxy.Http.Fields;

/// <summary>Where one field line lies within its section's bytes.</summary>
internal struct FieldLine
{
    public int NameStart;
    public int NameLength;
    public int ValueStart;
    public int ValueLength;

    /// <summary>Whether it concerns one connection only and must not be forwarded.</summary>
    public bool HopByHop;
}
