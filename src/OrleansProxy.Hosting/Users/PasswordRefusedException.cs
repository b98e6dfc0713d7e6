namespace OrleansProxy.Hosting.Users;

/// <summary>A password cannot be taken; the message is a sentence for the person who typed it, without the password.</summary>
internal sealed class PasswordRefusedException(string message) : Exception(message);
