using System.Collections.Concurrent;
using System.Net;
using System.Text;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>Takes alice's password "sesame", and gives any other verdict that the test wants.</summary>
internal sealed class ScriptedCredentials : IProxyCredentials
{
    /// <summary>The field that is right.</summary>
    public const string Right = "Proxy-Authorization: Basic YWxpY2U6c2VzYW1l\r\n";

    /// <summary>The one that is wrong: alice's, with the password "secret".</summary>
    public const string WrongOne = "Proxy-Authorization: Basic YWxpY2U6c2VjcmV0\r\n";

    public bool Required { get; set; } = true;

    public CredentialVerdict Otherwise { get; set; } = CredentialVerdict.Wrong;

    /// <summary>What a check waits for before it is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<string> Asked { get; } = [];

    public ValueTask<CredentialVerdict> CheckAsync(IPAddress client, ReadOnlySpan<byte> field)
    {
        string text = Encoding.ASCII.GetString(field);
        Asked.Enqueue(text);
        CredentialVerdict verdict = Right.Contains(text, StringComparison.Ordinal) ? CredentialVerdict.Accept("alice") : Otherwise;
        return Gate.IsCompleted ? new(verdict) : new(LaterAsync(verdict));
    }

    private async Task<CredentialVerdict> LaterAsync(CredentialVerdict verdict)
    {
        await Gate;
        return verdict;
    }
}
