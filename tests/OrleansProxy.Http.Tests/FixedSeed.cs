using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace OrleansProxy.Http.Tests;

/// <summary>
/// Runs a property over generated cases from a seed that is always the same. FUZZ_RUNS and FUZZ_SEED in the environment ask for
/// more cases, or for others.
/// </summary>
internal static class FixedSeed
{
    /// <summary>Checks the property, which throws when it fails and says whether the case was one that it is about.</summary>
    /// <param name="cases">Where cases come from.</param>
    /// <param name="holds">The property.</param>
    /// <param name="leastShare">The share of cases that it must have been about, so that it cannot hold for want of cases.</param>
    public static void Check<T>(Gen<T> cases, Func<T, bool> holds, double leastShare = 0.05)
    {
        int runs = (int)FromEnvironment("FUZZ_RUNS", 2000);
        int met = 0, tried = 0;
        var seed = new Replay(new Rnd(FromEnvironment("FUZZ_SEED", 1), 1), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(runs)
            .WithEndSize(40)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(seed));
        Property property = Prop.ForAll(cases.ToArbitrary(), one =>
        {
            tried++;
            met += holds(one) ? 1 : 0;
        });

        FsCheck.Check.One(config, property);

        Assert.Equal(runs, tried);
        Assert.True(met >= runs * leastShare, $"Only {met} of {runs} cases were what the property is about.");
    }

    private static ulong FromEnvironment(string name, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : otherwise;
}
