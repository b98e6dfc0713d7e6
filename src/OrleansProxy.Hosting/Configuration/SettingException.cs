namespace OrleansProxy.Hosting.Configuration;

/// <summary>A setting cannot be used. The message is one line that names key, value and what is allowed.</summary>
internal sealed class SettingException(string message) : Exception(message);
