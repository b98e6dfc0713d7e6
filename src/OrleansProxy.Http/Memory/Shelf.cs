namespace OrleansProxy.Http.Memory;

/// <summary>Arrays of one size that one thread keeps, the last put first taken.</summary>
internal sealed class Shelf
{
    private readonly byte[][] _arrays;
    private int _count;

    /// <param name="most">How many it holds.</param>
    public Shelf(int most) => _arrays = new byte[most][];

    /// <summary>Takes one; null when there is none.</summary>
    public byte[]? TryTake() => _count > 0 ? _arrays[--_count] : null;

    /// <summary>Puts one; false when there is no room.</summary>
    public bool TryPut(byte[] array)
    {
        if (_count == _arrays.Length)
        {
            return false;
        }

        _arrays[_count++] = array;
        return true;
    }
}
