namespace OrleansProxy.Hosting.Configuration;

/// <summary>Whether one entry of a list can be understood.</summary>
/// <param name="entry">The entry, without the space around it, never empty.</param>
/// <param name="reason">Why not, as a sentence for its author; null when there is nothing to add to what is allowed.</param>
internal delegate bool SettingCheck(string entry, out string? reason);
