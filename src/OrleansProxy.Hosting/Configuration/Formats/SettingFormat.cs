using System.Diagnostics.CodeAnalysis;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>How a setting is written and read. Implementations are immutable.</summary>
/// <typeparam name="T">What the setting becomes.</typeparam>
internal abstract class SettingFormat<T>
{
    /// <summary>The allowed values as a noun phrase that stands before "is allowed".</summary>
    public abstract string Allowed { get; }

    /// <summary>Whether the setting takes several values.</summary>
    public virtual bool IsList => false;

    /// <summary>Reads what a source gave: one text, or for a list any number of them.</summary>
    public abstract bool TryRead(IReadOnlyList<string> raw, [MaybeNullWhen(false)] out T value, out SettingFault fault);

    /// <summary>Writes a value so that it can be read again.</summary>
    public abstract string Write(T value);
}
