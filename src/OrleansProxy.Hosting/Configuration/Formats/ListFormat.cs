using System.Diagnostics.CodeAnalysis;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>
/// Several texts, each found good by one check: an array, or one text parted by commas. An entry that has a comma of its own
/// can only be given in an array.
/// </summary>
/// <param name="entry">What an entry may be, as a noun phrase.</param>
/// <param name="maxCount">Entries at most.</param>
/// <param name="check">Says what is wrong with an entry.</param>
internal sealed class ListFormat(string entry, int maxCount, SettingCheck check) : SettingFormat<IReadOnlyList<string>>
{
    /// <inheritdoc />
    public override string Allowed => entry;

    /// <inheritdoc />
    public override bool IsList => true;

    /// <inheritdoc />
    public override bool TryRead(
        IReadOnlyList<string> raw, [MaybeNullWhen(false)] out IReadOnlyList<string> value, out SettingFault fault)
    {
        string[] entries = [.. raw.Select(text => text.Trim()).Where(text => text.Length > 0)];
        value = entries;
        fault = default;
        if (entries.Length > maxCount)
        {
            fault = new SettingFault($"{entries.Length} entries", $"At most {maxCount} entries are allowed.");
            return false;
        }

        foreach (string text in entries)
        {
            if (!check(text, out string? reason))
            {
                fault = new SettingFault(text, reason);
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override string Write(IReadOnlyList<string> value) => string.Join(", ", value);
}
