using System.Collections.Immutable;
using System.Numerics;
using OrleansProxy.Policy.Rules.Matching.Expressions;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// The enabled substrings, globs and regular expressions, in one order: those that allow first. One pass of an automaton over
/// the host finds every literal of all of them; that decides substrings and simple globs, and says which others are worth
/// trying. Expressions that need no literal go through automata of their own, or are asked together where those would be too
/// large. Immutable; a look-up allocates nothing.
/// </summary>
internal sealed class HostPatterns
{
    /// <summary>No pattern matches.</summary>
    public const int None = int.MaxValue;

    /// <summary>It hangs on the engine of regular expressions, which was not to be asked.</summary>
    public const int Undecided = -1;

    private const int WordBits = 64;
    private const int MaxWordsOnStack = 32;

    private readonly CompiledRule[] _rules;
    private readonly LiteralAutomaton? _automaton;

    // By literal: the first pattern that it decides, and which of the tried ones it makes worth trying.
    private readonly int[] _decides;
    private readonly int[][] _suggests;

    // The patterns that are tried one by one, ascending, and those of them that are always worth it.
    private readonly int[] _tried;
    private readonly ulong[] _always;
    private readonly ExpressionAutomaton[] _expressions;
    private readonly ExpressionUnion[] _unions;

    private HostPatterns(CompiledRule[] rules)
    {
        _rules = rules;
        AllowCount = rules.Count(rule => rule.Pattern.Effect is RuleEffect.Allow);
        PatternLiterals[] literals = [.. rules.Select(rule => PatternLiterals.Of(rule.Pattern))];
        int[] loose = [.. Ordinals(ordinal => rules[ordinal].Pattern.IsExpression && literals[ordinal].Literals.Count == 0)];
        ExpressionAutomata expressions = ExpressionAutomata.Of([.. loose.Select(ordinal => (ordinal, rules[ordinal].Pattern))]);
        _expressions = [.. expressions.Automata];
        _unions = [.. ExpressionUnion.Of(expressions.Rest)];
        _tried = [.. Ordinals(ordinal => !literals[ordinal].Decide).Except(loose)];
        _always = new ulong[(_tried.Length + WordBits - 1) / WordBits];
        string[] all = [.. literals.SelectMany(each => each.Literals).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _automaton = all.Length == 0 ? null : new LiteralAutomaton(all);
        _decides = new int[all.Length];
        Array.Fill(_decides, None);
        _suggests = Connect(literals, all);
        AsksEngine = _unions.Length > 0 || _tried.Any(ordinal => rules[ordinal].Pattern.AsksEngine);
    }

    /// <summary>How many there are.</summary>
    public int Count => _rules.Length;

    /// <summary>How many of them allow; these come first.</summary>
    public int AllowCount { get; }

    /// <summary>Whether there is a host for which the engine of regular expressions has to be asked.</summary>
    public bool AsksEngine { get; }

    /// <summary>Takes the patterns out of all rules; those of before, if they are the same, since they have been at work already.</summary>
    public static HostPatterns Of(IReadOnlyCollection<CompiledRule> rules, HostPatterns? before)
    {
        CompiledRule[] mine =
        [
            .. rules.Where(rule => rule.Rule.Enabled && !rule.Pattern.IsName)
                .OrderBy(rule => rule.Pattern.Effect is RuleEffect.Allow ? 0 : 1),
        ];
        return before is not null && before._rules.AsSpan().SequenceEqual(mine) ? before : new(mine);
    }

    /// <summary>The rule of a place.</summary>
    public Rule RuleOf(int ordinal) => _rules[ordinal].Rule;

    /// <summary>The place of the first pattern that matches the host.</summary>
    /// <param name="host">In normal form.</param>
    /// <param name="limit">Patterns from this place on are left out.</param>
    /// <param name="withEngine">Whether the engine of regular expressions may be asked, which may take long.</param>
    /// <returns>A place, <see cref="None"/>, or <see cref="Undecided"/>.</returns>
    public int First(ReadOnlySpan<char> host, int limit, bool withEngine)
    {
        if (limit == 0)
        {
            return None;
        }

        Span<ulong> worth = _always.Length <= MaxWordsOnStack ? stackalloc ulong[_always.Length] : new ulong[_always.Length];
        _always.CopyTo(worth);
        int first = Math.Min(limit, _automaton is null ? None : Scan(_automaton, host, worth));
        foreach (ExpressionAutomaton automaton in _expressions)
        {
            first = automaton.First(host, first);
        }

        first = Try(worth, host, first, withEngine);
        foreach (ExpressionUnion union in _unions)
        {
            if (!withEngine && union.Begins < first)
            {
                return Undecided;
            }

            first = union.First(host, first);
        }

        return first == limit ? None : first;
    }

    /// <summary>Adds every rule that matches and has this effect, in their order. Asks each, so it is not for the request path.</summary>
    public void AddMatches(ReadOnlySpan<char> host, RuleEffect effect, ImmutableArray<Rule>.Builder matches)
    {
        foreach (CompiledRule rule in _rules)
        {
            if (rule.Pattern.Effect == effect && rule.Pattern.Matches(host))
            {
                matches.Add(rule.Rule);
            }
        }
    }

    private int Scan(LiteralAutomaton automaton, ReadOnlySpan<char> host, Span<ulong> worth)
    {
        int first = None;
        int state = automaton.Next(LiteralAutomaton.Root, HostAlphabet.BeginSymbol);
        foreach (char character in host)
        {
            state = automaton.Next(state, HostAlphabet.SymbolOf(character));
            if (automaton.FirstHit(state) is not LiteralAutomaton.Root and int hit)
            {
                first = Math.Min(first, Note(automaton, hit, worth));
            }
        }

        state = automaton.Next(state, HostAlphabet.EndSymbol);
        return Math.Min(first, Note(automaton, automaton.FirstHit(state), worth));
    }

    /// <summary>Marks what the literals that end here make worth trying, and gives the first pattern that they decide.</summary>
    private int Note(LiteralAutomaton automaton, int hit, Span<ulong> worth)
    {
        int first = None;
        for (; hit != LiteralAutomaton.Root; hit = automaton.NextHit(hit))
        {
            int literal = automaton.LiteralOf(hit);
            first = Math.Min(first, _decides[literal]);
            foreach (int index in _suggests[literal])
            {
                worth[index / WordBits] |= 1UL << (index % WordBits);
            }
        }

        return first;
    }

    private int Try(Span<ulong> worth, ReadOnlySpan<char> host, int limit, bool withEngine)
    {
        for (int word = 0; word < worth.Length; word++)
        {
            for (ulong bits = worth[word]; bits != 0; bits &= bits - 1)
            {
                int ordinal = _tried[(word * WordBits) + BitOperations.TrailingZeroCount(bits)];
                if (ordinal >= limit)
                {
                    return limit;
                }

                RulePattern pattern = _rules[ordinal].Pattern;
                if (!withEngine && pattern.AsksEngine)
                {
                    return Undecided;
                }

                if (pattern.Matches(host))
                {
                    return ordinal;
                }
            }
        }

        return limit;
    }

    private int[][] Connect(PatternLiterals[] literals, string[] all)
    {
        var suggests = new List<int>[all.Length];
        for (int ordinal = literals.Length - 1; ordinal >= 0; ordinal--)
        {
            int index = Array.BinarySearch(_tried, ordinal);
            if (index >= 0 && literals[ordinal].Literals.Count == 0)
            {
                _always[index / WordBits] |= 1UL << (index % WordBits);
            }

            foreach (string text in literals[ordinal].Literals)
            {
                int literal = Array.BinarySearch(all, text, StringComparer.Ordinal);
                if (literals[ordinal].Decide)
                {
                    _decides[literal] = ordinal;
                }
                else
                {
                    (suggests[literal] ??= []).Add(index);
                }
            }
        }

        return [.. suggests.Select(list => list?.Distinct().ToArray() ?? [])];
    }

    private IEnumerable<int> Ordinals(Func<int, bool> condition) => Enumerable.Range(0, _rules.Length).Where(condition);
}
