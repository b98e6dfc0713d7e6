namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>A file that cannot be taken for a list. The message is a sentence for the administrator.</summary>
public sealed class ListException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    public ListException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and what caused it.</summary>
    public ListException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
