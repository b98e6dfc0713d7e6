namespace OrleansProxy.Traffic.Recording;

/// <summary>The store could not be written or read: locked, full, damaged or gone.</summary>
public sealed class TrafficStoreException : Exception
{
    /// <summary>Creates the exception with a sentence for the operator and the driver's error.</summary>
    public TrafficStoreException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
