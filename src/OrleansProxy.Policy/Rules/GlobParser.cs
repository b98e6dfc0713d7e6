using System.Text;

namespace OrleansProxy.Policy.Rules;

/// <summary>Reads a glob in lower case into steps. Used once, by one thread.</summary>
internal sealed class GlobParser(string text)
{
    private readonly List<GlobStep> _steps = [];
    private int _next;

    /// <summary>What is wrong, as a sentence; "" when nothing is.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The steps, with neighbouring stars as one; null when there is an <see cref="Error"/>.</summary>
    public GlobStep[]? Parse()
    {
        while (_next < text.Length && Error.Length == 0)
        {
            char character = text[_next++];
            switch (character)
            {
                case '*':
                    AddRun();
                    break;
                case '?':
                    _steps.Add(new(GlobStepKind.One));
                    break;
                case '[':
                    ReadSet();
                    break;
                default:
                    AddLiteral(character);
                    break;
            }
        }

        return Error.Length == 0 ? [.. _steps] : null;
    }

    private static bool IsHostCharacter(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.' or ':';

    private void AddRun()
    {
        if (_steps is not [.., { Kind: GlobStepKind.Run }])
        {
            _steps.Add(new(GlobStepKind.Run));
        }
    }

    private void AddLiteral(char character)
    {
        if (IsHostCharacter(character))
        {
            _steps.Add(new(GlobStepKind.Literal, character.ToString()));
        }
        else
        {
            Error = $"'{character}' cannot stand in a host; letters, digits, '-', '_', '.', ':' and the wildcards * ? [...] can.";
        }
    }

    private void ReadSet()
    {
        int end = text.IndexOf(']', _next);
        bool outside = _next < text.Length && text[_next] is '!' or '^';
        int start = outside ? _next + 1 : _next;
        if (end <= start)
        {
            Error = "A '[' opens a set of characters such as [a-z] or [!0-9], which needs a character and a closing ']'.";
            return;
        }

        string ranges = ReadRanges(text.AsSpan(start, end - start));
        _steps.Add(new(outside ? GlobStepKind.OutsideSet : GlobStepKind.InSet, ranges));
        _next = end + 1;
    }

    private string ReadRanges(ReadOnlySpan<char> set)
    {
        var pairs = new StringBuilder();
        for (int index = 0; index < set.Length; index++)
        {
            char first = set[index];
            bool isRange = index + 2 < set.Length && set[index + 1] == '-';
            char last = isRange ? set[index += 2] : first;
            if (!IsHostCharacter(first) || !IsHostCharacter(last) || first > last)
            {
                Error = $"'[{set}]' is not a set of characters that a host can have, such as [a-z] or [!0-9].";
                return "";
            }

            pairs.Append(first).Append(last);
        }

        return pairs.ToString();
    }
}
