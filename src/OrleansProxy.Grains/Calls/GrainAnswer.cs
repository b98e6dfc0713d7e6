namespace OrleansProxy.Grains.Calls;

/// <summary>What came of asking a grain.</summary>
/// <param name="Given">Whether the grain answered.</param>
/// <param name="Value">Its answer; the default value when there is none.</param>
internal readonly record struct GrainAnswer<T>(bool Given, T Value);
