using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>Memory that counts how often it was asked for and not given back.</summary>
internal sealed class CountedMemory : IReceiveMemory
{
    public byte[] Octets { get; } = new byte[9000];

    public int Given { get; private set; }

    /// <summary>How much room was asked for at last.</summary>
    public int Asked { get; private set; }

    public Memory<byte> Free(int atLeast)
    {
        Assert.InRange(atLeast, 1, Octets.Length);
        Given++;
        Asked = atLeast;
        return Octets;
    }

    public void ReleaseIfEmpty() => Given--;
}
