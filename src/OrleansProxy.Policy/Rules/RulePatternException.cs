namespace OrleansProxy.Policy.Rules;

/// <summary>A pattern that cannot be understood. The message is for its author: what is wrong, and what is allowed.</summary>
public sealed class RulePatternException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    public RulePatternException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and what caused it.</summary>
    public RulePatternException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
