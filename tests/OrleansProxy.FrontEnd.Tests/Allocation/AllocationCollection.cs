namespace OrleansProxy.FrontEnd.Tests.Allocation;

/// <summary>What is allocated is counted for the whole process: nothing else may run meanwhile.</summary>
[CollectionDefinition("Allocation", DisableParallelization = true)]
public sealed class AllocationCollection;
