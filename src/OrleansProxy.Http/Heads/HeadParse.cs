namespace OrleansProxy.Http.Heads;

/// <summary>What a parse found.</summary>
/// <param name="Progress">How far it got.</param>
/// <param name="Consumed">Octets that belong to the head, when complete; what follows is body.</param>
/// <param name="Fault">What is wrong, when faulty.</param>
public readonly record struct HeadParse(HeadProgress Progress, int Consumed, HttpFault Fault)
{
    internal static HeadParse NeedMore { get; } = new(HeadProgress.NeedMore, 0, HttpFault.None);

    internal static HeadParse Complete(int consumed) => new(HeadProgress.Complete, consumed, HttpFault.None);

    internal static HeadParse Faulty(HttpFault fault) => new(HeadProgress.Faulty, 0, fault);
}
