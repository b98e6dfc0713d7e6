using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Limits;

/// <summary>A client in a <see cref="ClientTable"/>, whose lock guards the window.</summary>
internal sealed record TrackedClient(ClientKey Key, RequestWindow Window);
