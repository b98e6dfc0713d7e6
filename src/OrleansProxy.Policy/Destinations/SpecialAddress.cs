using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>A range that the public internet does not route, with its name for a message. Immutable.</summary>
internal sealed record SpecialAddress(AddressRange Range, string Name);
