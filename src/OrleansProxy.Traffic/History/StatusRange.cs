namespace OrleansProxy.Traffic.History;

/// <summary>Statuses from <paramref name="First"/> to <paramref name="Last"/>, both included: 404 to 404, or 500 to 599.</summary>
/// <param name="First">The lowest, 0 to 999; 0 stands for no status at all.</param>
/// <param name="Last">The highest.</param>
public readonly record struct StatusRange(int First, int Last)
{
    /// <summary>Whether a status is in it.</summary>
    public bool Contains(int status) => status >= First && status <= Last;
}
