using OrleansProxy.Http.Fields;

namespace OrleansProxy.Caching.Directives;

/// <summary>
/// The directives of Cache-Control that this cache acts on (RFC 9111 §5.2), from all lines of the field. must-revalidate,
/// proxy-revalidate and max-stale are not among them, since nothing stale is ever served without asking the origin.
/// </summary>
internal readonly record struct CacheControl
{
    /// <summary>Whether the field is there, which makes Pragma meaningless (RFC 9111 §5.4).</summary>
    public bool IsPresent { get; init; }

    /// <summary>no-store, in any form; also set when the field cannot be read for certain (a quoted string that never ends).</summary>
    public bool NoStore { get; init; }

    /// <summary>no-cache; with a list of fields it counts as without.</summary>
    public bool NoCache { get; init; }

    /// <summary>private; with a list of fields it counts as without.</summary>
    public bool Private { get; init; }

    public bool Public { get; init; }

    public bool OnlyIfCached { get; init; }

    public DirectiveSeconds MaxAge { get; init; }

    public DirectiveSeconds SharedMaxAge { get; init; }

    public DirectiveSeconds MinFresh { get; init; }

    /// <summary>Reads the field.</summary>
    public static CacheControl Of(FieldSection fields)
    {
        CacheControl control = default;
        for (int index = fields.IndexOf(FieldNames.CacheControl);
            index >= 0;
            index = fields.IndexOf(FieldNames.CacheControl, index + 1))
        {
            control = control with { IsPresent = true };
            foreach (ReadOnlySpan<byte> member in new ListMembers(fields.Value(index)))
            {
                control = control.With(Directive.Read(member));
            }
        }

        return control;
    }

    private CacheControl With(Directive directive)
    {
        CacheControl control = directive.IsOpenEnded ? this with { NoStore = true } : this;
        return directive switch
        {
            _ when directive.Is("max-age"u8) => control with { MaxAge = MaxAge.With(directive.Argument) },
            _ when directive.Is("s-maxage"u8) => control with { SharedMaxAge = SharedMaxAge.With(directive.Argument) },
            _ when directive.Is("min-fresh"u8) => control with { MinFresh = MinFresh.With(directive.Argument) },
            _ when directive.Is("no-store"u8) => control with { NoStore = true },
            _ when directive.Is("no-cache"u8) => control with { NoCache = true },
            _ when directive.Is("private"u8) => control with { Private = true },
            _ when directive.Is("public"u8) => control with { Public = true },
            _ when directive.Is("only-if-cached"u8) => control with { OnlyIfCached = true },
            _ => control,
        };
    }
}
