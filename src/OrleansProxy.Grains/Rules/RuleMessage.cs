using System.Collections.Immutable;
using System.Text.Json;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// Rules as octets between grain and node: JSON in UTF-8, so that nodes of neighbouring versions understand each other.
/// </summary>
internal static class RuleMessage
{
    public static byte[] Write(Rule rule) => JsonSerializer.SerializeToUtf8Bytes(rule);

    public static byte[] Write(ImmutableArray<Rule> rules) => JsonSerializer.SerializeToUtf8Bytes(rules);

    /// <exception cref="JsonException">It is not a rule.</exception>
    public static Rule ReadOne(byte[] message) =>
        JsonSerializer.Deserialize<Rule>(message) ?? throw new JsonException("A message that should hold a rule is null.");

    /// <exception cref="JsonException">It is not a list of rules.</exception>
    public static ImmutableArray<Rule> ReadAll(byte[] message) => JsonSerializer.Deserialize<ImmutableArray<Rule>>(message);
}
