using FsCheck;
using Microsoft.FSharp.Core;

namespace OrleansProxy.Policy.Tests;

/// <summary>How properties are checked: the same cases in every run, so that a failure can be looked at again.</summary>
internal static class FixedSeed
{
    /// <summary>A configuration that throws on the first counterexample.</summary>
    public static Config Tests(int count) => Config.QuickThrowOnFailure
        .WithMaxTest(count)
        .WithQuietOnSuccess(true)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_301, 77), FSharpOption<int>.None)));
}
