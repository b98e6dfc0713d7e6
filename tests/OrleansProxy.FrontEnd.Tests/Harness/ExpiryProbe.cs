using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>Owns a deadline in a test: says whether it moves, and counts what it is told.</summary>
internal sealed class ExpiryProbe(Func<bool>? moves = null) : IDeadlineOwner
{
    public int Expired { get; private set; }

    public bool HasMoved(Deadline deadline) => moves?.Invoke() is true;

    public void OnExpired(Deadline deadline) => Expired++;
}
