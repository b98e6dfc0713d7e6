namespace OrleansProxy.Administration.Setup;

/// <summary>The first run cannot be prepared. The message is one line for the operator: which setting, and what is wrong.</summary>
public sealed class SetupException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    public SetupException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and what caused it.</summary>
    public SetupException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
