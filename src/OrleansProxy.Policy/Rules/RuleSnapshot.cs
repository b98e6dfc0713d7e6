using System.Collections.Immutable;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// The rules and lists in force at one version, compiled. Immutable but for what it remembers of its own answers, so any thread
/// may ask it without a lock.
/// </summary>
public sealed class RuleSnapshot
{
    private readonly ImmutableArray<CompiledRule> _compiled;
    private readonly BlacklistMatch _match;
    private readonly NameTable _names;
    private readonly HostPatterns _patterns;
    private readonly VerdictMemory? _memory;

    private RuleSnapshot(
        long version, RuleSet rules, BlacklistMatch match, NameTable names, HostPatterns patterns, RuleLists lists)
    {
        Version = version;
        Rules = rules.Rules;
        Faults = rules.Faults;
        Lists = lists;
        _compiled = rules.Compiled;
        _match = match;
        _names = names;
        _patterns = patterns;
        _memory = patterns.AsksEngine ? new VerdictMemory() : null;
    }

    /// <summary>No rules at all, version 0.</summary>
    public static RuleSnapshot Empty { get; } = Compile(0, [], BlacklistMatch.Domain);

    /// <summary>Grows with every change.</summary>
    public long Version { get; }

    /// <summary>Every rule, those out of force included; the entries of lists are not among them.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The rules whose pattern cannot be understood: they stay in <see cref="Rules"/>, but match nothing.</summary>
    public ImmutableArray<RuleFault> Faults { get; }

    /// <summary>The lists, which the rules win over.</summary>
    public RuleLists Lists { get; }

    /// <summary>Compiles rules; never fails, see <see cref="Faults"/>.</summary>
    /// <param name="version">What the snapshot is known by.</param>
    /// <param name="rules">Portal and configuration rules together, in the order to show them.</param>
    /// <param name="match">How an entry without any special character is read.</param>
    public static RuleSnapshot Compile(long version, ImmutableArray<Rule> rules, BlacklistMatch match) =>
        Compile(version, rules, match, RuleLists.Empty, null);

    /// <summary>As above, with lists, and sparing the work that another snapshot has in it already.</summary>
    internal static RuleSnapshot Compile(
        long version, ImmutableArray<Rule> rules, BlacklistMatch match, RuleLists lists, RuleSnapshot? before)
    {
        if (before is not null && before._match == match && before.Rules.AsSpan().SequenceEqual(rules.AsSpan()))
        {
            return new(version, new(rules, before._compiled, before.Faults), match, before._names, before._patterns, lists);
        }

        var set = RuleSet.Compile(rules, match, before?._match == match ? before._compiled : []);
        return new(version, set, match, new NameTable(set.Compiled), HostPatterns.Of(set.Compiled, before?._patterns), lists);
    }

    /// <summary>
    /// What the rules say of a host in normal form (lower case, no trailing dot, IPv6 without brackets; see
    /// <see cref="HostName.TryNormalise"/>). Of the rules with the same effect the most specific decides; lists are asked when
    /// no rule matches. May take long when there are regular expressions: it is not for a socket's thread.
    /// </summary>
    public RuleVerdict Decide(string host)
    {
        if (TryDecideAtOnce(host, out RuleVerdict verdict))
        {
            return verdict;
        }

        TryDecide(host, withEngine: true, out verdict);
        _memory?.Keep(host, verdict);
        return verdict;
    }

    /// <summary>As <see cref="Decide"/>, if the engine of regular expressions has not to be asked for it, in less than microseconds.</summary>
    /// <returns>False when it has to; then nothing is said.</returns>
    public bool TryDecideAtOnce(string host, out RuleVerdict verdict) =>
        TryDecide(host, withEngine: false, out verdict) || (_memory is not null && _memory.TryFind(host, out verdict));

    /// <summary>Every enabled rule and entry that matches the host, the deciding one first. Asks each pattern: not for the request path.</summary>
    public ImmutableArray<Rule> Matches(string host)
    {
        var matches = ImmutableArray.CreateBuilder<Rule>();
        _names.AddMatches(host, RuleEffect.Allow, matches);
        _patterns.AddMatches(host, RuleEffect.Allow, matches);
        _names.AddMatches(host, RuleEffect.Block, matches);
        _patterns.AddMatches(host, RuleEffect.Block, matches);
        matches.AddRange(Lists.Matches(host));
        return matches.DrainToImmutable();
    }

    /// <summary>The portal's rule, in or out of force, with this pattern in normal form; null when there is none.</summary>
    internal Rule? FindPortalRule(RulePattern pattern)
    {
        foreach (CompiledRule compiled in _compiled)
        {
            if (compiled.Rule.Origin == RuleOrigin.Portal && compiled.Pattern.Text == pattern.Text)
            {
                return compiled.Rule;
            }
        }

        return null;
    }

    private bool TryDecide(string host, bool withEngine, out RuleVerdict verdict)
    {
        NameMatches names = NameMatches.Of(host, _names, Lists);
        if (names.Allow is not null)
        {
            verdict = new(RuleEffect.Allow, names.Allow);
            return true;
        }

        // A name that blocks can only be overruled by a pattern that allows.
        int limit = names.Block is null ? _patterns.Count : _patterns.AllowCount;
        int first = _patterns.First(host, limit, withEngine);
        verdict = first switch
        {
            HostPatterns.Undecided => default,
            HostPatterns.None => OfNames(names),
            _ => new(first < _patterns.AllowCount ? RuleEffect.Allow : RuleEffect.Block, _patterns.RuleOf(first)),
        };
        return first != HostPatterns.Undecided;
    }

    private RuleVerdict OfNames(in NameMatches names)
    {
        if (names.Block is not null)
        {
            return new(RuleEffect.Block, names.Block);
        }

        if (!names.Excepted.IsNone)
        {
            return new(RuleEffect.Allow, Lists.RuleOf(names.Excepted));
        }

        return names.Listed.IsNone ? default : new(RuleEffect.Block, Lists.RuleOf(names.Listed));
    }
}
