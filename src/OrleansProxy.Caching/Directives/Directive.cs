using System.Buffers;
using System.Text;

namespace OrleansProxy.Caching.Directives;

/// <summary>
/// One directive as it stands in Cache-Control: <c>name</c>, <c>name=token</c> or <c>name="quoted string"</c>. A malformed one keeps
/// its name, so that what restricts caching restricts it even when misspelt behind the name; its argument is then unusable.
/// </summary>
internal readonly ref struct Directive
{
    private static readonly SearchValues<byte> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly ReadOnlySpan<byte> _name;

    private Directive(ReadOnlySpan<byte> name, ReadOnlySpan<byte> argument, bool isOpenEnded)
    {
        _name = name;
        Argument = argument;
        IsOpenEnded = isOpenEnded;
    }

    /// <summary>The argument without quotes; empty when there is none or it is malformed.</summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>Whether a quoted string begins and never ends, so that further directives may be hidden in it.</summary>
    public bool IsOpenEnded { get; }

    /// <summary>Reads a member of the list.</summary>
    public static Directive Read(ReadOnlySpan<byte> member)
    {
        int end = member.IndexOfAnyExcept(Token);
        ReadOnlySpan<byte> name = end < 0 ? member : member[..end];
        ReadOnlySpan<byte> rest = member[name.Length..];
        return new(name, rest is [(byte)'=', .. var argument] ? Unquote(argument) : default, EndsWithinQuotes(rest));
    }

    /// <summary>Whether it has this name, whatever the case.</summary>
    public bool Is(ReadOnlySpan<byte> lowerName) => Ascii.EqualsIgnoreCase(_name, lowerName);

    // No directive acted on here has an argument with a quoted pair in it, so such a one is left as it is: unusable.
    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> argument)
    {
        if (argument is [(byte)'"', .. var inner, (byte)'"'])
        {
            return inner.Contains((byte)'"') ? default : inner;
        }

        return argument.IndexOfAnyExcept(Token) < 0 ? argument : default;
    }

    private static bool EndsWithinQuotes(ReadOnlySpan<byte> text)
    {
        bool quoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && text[index] == '\\')
            {
                index++;
            }
        }

        return quoted;
    }
}
