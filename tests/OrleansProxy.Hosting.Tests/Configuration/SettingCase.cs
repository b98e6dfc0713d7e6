namespace OrleansProxy.Hosting.Tests.Configuration;

/// <summary>What a setting takes and refuses.</summary>
internal sealed record SettingCase(string Key, string Default, (string Given, string Shown)[] Good, string[] Bad, string Allowed);
