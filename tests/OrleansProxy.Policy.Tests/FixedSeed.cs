using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace OrleansProxy.Policy.Tests;

/// <summary>
/// How properties are checked: the same cases in every run, so that a failure can be looked at again. The environment variable
/// ORLEANSPROXY_FUZZ, a whole number, multiplies their number for a long run.
/// </summary>
internal static class FixedSeed
{
    private static readonly int Factor = int.TryParse(
        Environment.GetEnvironmentVariable("ORLEANSPROXY_FUZZ"), CultureInfo.InvariantCulture, out int factor) ? factor : 1;

    /// <summary>A configuration that throws on the first counterexample.</summary>
    public static Config Tests(int count) => Config.QuickThrowOnFailure
        .WithMaxTest(count * Factor)
        .WithQuietOnSuccess(true)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_301, 77), FSharpOption<int>.None)));
}
