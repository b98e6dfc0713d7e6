namespace OrleansProxy.Policy.Rules;

/// <summary>The rules could not be read or changed where they are kept. The message is a sentence for the administrator.</summary>
public sealed class RuleStoreException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    public RuleStoreException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and what caused it.</summary>
    public RuleStoreException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
