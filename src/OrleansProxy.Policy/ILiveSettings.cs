namespace OrleansProxy.Policy;

/// <summary>A part that takes new settings while it runs. Thread-safe.</summary>
/// <typeparam name="TOptions">The section that it takes.</typeparam>
public interface ILiveSettings<in TOptions>
{
    /// <summary>Puts the settings in force; on an error the old ones stay.</summary>
    /// <exception cref="FormatException">An entry cannot be understood.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    Task ApplyAsync(TOptions options, CancellationToken cancellationToken);
}
