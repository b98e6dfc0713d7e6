namespace OrleansProxy.FrontEnd.Transports;

/// <summary>Memory of whoever receives, which is asked for only once there is something to receive: who waits holds none.</summary>
internal interface IReceiveMemory
{
    /// <summary>Memory to receive into.</summary>
    /// <param name="atLeast">Octets that it has room for, 1 or more.</param>
    Memory<byte> Free(int atLeast);

    /// <summary>Takes the memory back when nothing has been received into it.</summary>
    void ReleaseIfEmpty();
}
