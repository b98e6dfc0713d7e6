namespace OrleansProxy.Policy.Tests.Limits;

/// <summary>Tests that measure the memory of the whole program: nothing runs beside them.</summary>
[CollectionDefinition(nameof(MemoryCollection), DisableParallelization = true)]
public sealed class MemoryCollection;
