namespace OrleansProxy.Caching.Directives;

/// <summary>The argument of a directive such as max-age: absent, a number of seconds, or present and unusable.</summary>
internal readonly record struct DirectiveSeconds
{
    private DirectiveSeconds(TimeSpan? value)
    {
        IsPresent = true;
        Value = value;
    }

    /// <summary>Whether the directive was there at all.</summary>
    public bool IsPresent { get; }

    /// <summary>Its value; null when it is absent, not a whole number, or given more than once.</summary>
    public TimeSpan? Value { get; }

    public static DirectiveSeconds Of(TimeSpan value) => new(value);

    /// <summary>Takes one more occurrence in: a second one makes the directive unusable, whatever its value (RFC 9111 §4.2.1).</summary>
    public DirectiveSeconds With(ReadOnlySpan<byte> argument) =>
        !IsPresent && DeltaSeconds.TryParse(argument, out TimeSpan value) ? new(value) : new(null);
}
