using System.Text;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>Takes the entries of a list one by one and brings their names to normal form. Used once, by one thread.</summary>
internal sealed class ListEntries
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private readonly NameIndexBuilder _domains = new();
    private readonly NameIndexBuilder _hosts = new();
    private readonly NameIndexBuilder _allowed = new();
    private readonly char[] _name = new char[HostName.MaxLength];

    /// <summary>Different entries so far.</summary>
    public int Count => _domains.Count + _hosts.Count + _allowed.Count;

    /// <summary>Entries that were left out so far.</summary>
    public int Skipped { get; private set; }

    /// <summary>Counts something that is not understood.</summary>
    public void Skip() => Skipped++;

    /// <summary>Blocks a domain with its subdomains.</summary>
    /// <param name="text">As it stands in the list.</param>
    /// <param name="mayBeTop">Whether a name without a dot counts; a mere word in some text should not.</param>
    public void AddDomain(ReadOnlySpan<byte> text, bool mayBeTop) => Add(_domains, text, mayBeTop);

    /// <summary>Allows a domain with its subdomains.</summary>
    public void AddAllowed(ReadOnlySpan<byte> text) => Add(_allowed, text, mayBeTop: true);

    /// <summary>Blocks a host by itself. What hosts files say of the machine itself is left out.</summary>
    public void AddHost(ReadOnlySpan<byte> text)
    {
        if (Ascii.EqualsIgnoreCase(text, "localhost.localdomain"u8) || text.SequenceEqual("0.0.0.0"u8))
        {
            Skip();
        }
        else
        {
            Add(_hosts, text, mayBeTop: false);
        }
    }

    /// <summary>The list of what was taken.</summary>
    public LoadedList ToList(string name, DateTimeOffset readAt) =>
        new(name, _domains.Build(), _hosts.Build(), _allowed.Build(), Skipped, readAt);

    private void Add(NameIndexBuilder names, ReadOnlySpan<byte> text, bool mayBeTop)
    {
        ReadOnlySpan<char> name = Normalise(text);
        if (name.IsEmpty || (!mayBeTop && !name.ContainsAny('.', ':')))
        {
            Skip();
        }
        else
        {
            names.Add(name);
        }
    }

    /// <summary>Nearly all names are plain ASCII; the others take the way of a rule. Empty for what is no name.</summary>
    private ReadOnlySpan<char> Normalise(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> plain = text.EndsWith("."u8) ? text[..^1] : text;
        if (plain.Length <= _name.Length && Ascii.ToLower(plain, _name, out int length) == System.Buffers.OperationStatus.Done
            && HostName.IsPlain(_name.AsSpan(0, length)))
        {
            return _name.AsSpan(0, length);
        }

        try
        {
            return HostName.TryNormalise(Utf8.GetString(text), out string host, out _) ? host : [];
        }
        catch (DecoderFallbackException)
        {
            return [];
        }
    }
}
