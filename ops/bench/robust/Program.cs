using System.Net.Sockets;
using OrleansProxy.Robust;
using OrleansProxy.Robust.Scenarios;

// robust --ours PATH/OrleansProxy.Server [--only aborts,slow,origins,descriptors,dns,stop] [--rounds 5] [--aborts 20000]
var options = HammerOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(HammerOptions.Usage);
    return 2;
}

var scenarios = new Dictionary<string, Func<Hammer, Task>>
{
    ["aborts"] = hammer => new AbortedConnections(hammer).RunAsync(),
    ["slow"] = hammer => new SlowClients(hammer).RunAsync(),
    ["origins"] = hammer => new BadOrigins(hammer).RunAsync(),
    ["descriptors"] = hammer => new NoDescriptorsLeft(hammer).RunAsync(),
    ["dns"] = hammer => new SilentResolver(hammer).RunAsync(),
    ["stop"] = hammer => new StopUnderLoad(hammer).RunAsync(),
};
bool passed = true;
foreach (string name in options.Only ?? [.. scenarios.Keys])
{
    if (!scenarios.TryGetValue(name, out var run))
    {
        Console.Error.WriteLine(HammerOptions.Usage);
        return 2;
    }

    Console.WriteLine($"== {name}");
    await using var hammer = new Hammer(options);
    try
    {
        await run(hammer);
    }
    catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException or InvalidOperationException)
    {
        hammer.Check(false, $"it went on to the end: {fault.Message}");
    }

    passed &= hammer.Passed;
}

Console.WriteLine(passed ? "all held" : "FAILED");
return passed ? 0 : 1;
