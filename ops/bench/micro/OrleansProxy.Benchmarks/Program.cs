using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using OrleansProxy.Benchmarks.Rules;

// "figures" prints what happens once: loading, memory, a change in force; "lookups" what each part of the rules adds to a look-up.
// Anything else is BenchmarkDotNet's, such as --filter '*'.
if (args is ["figures"])
{
    await RuleFigures.PrintAsync(Console.Out);
}
else if (args is ["lookups"])
{
    await LookupFigures.PrintAsync(Console.Out);
}
else
{
    IConfig config = DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(250)).WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default);
    BenchmarkSwitcher.FromAssembly(typeof(RuleFigures).Assembly).Run(args, config);
}
