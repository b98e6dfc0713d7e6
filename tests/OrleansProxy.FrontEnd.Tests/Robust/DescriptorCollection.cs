namespace OrleansProxy.FrontEnd.Tests.Robust;

/// <summary>Tests that count the descriptors of this process; nothing else may run beside them.</summary>
[CollectionDefinition(nameof(DescriptorCollection), DisableParallelization = true)]
public sealed class DescriptorCollection;
