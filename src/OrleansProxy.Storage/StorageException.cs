namespace OrleansProxy.Storage;

/// <summary>The database cannot be opened, read or written. The message is a sentence for the operator.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    public StorageException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and the driver's error.</summary>
    public StorageException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
