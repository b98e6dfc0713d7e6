namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>What is wrong with a value that was given.</summary>
/// <param name="Value">The value, or the one entry of a list, that cannot be understood.</param>
/// <param name="Reason">Why not, as a sentence for its author; null when the allowed values say enough.</param>
internal readonly record struct SettingFault(string Value, string? Reason = null);
