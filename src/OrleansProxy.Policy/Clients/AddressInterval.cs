namespace OrleansProxy.Policy.Clients;

/// <summary>Neighbouring addresses of one family, both ends included. Immutable.</summary>
internal readonly record struct AddressInterval(UInt128 First, UInt128 Last);
