using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace OrleansProxy.Robust;

/// <summary>
/// Makes the runtime of another process collect its whole heap, and hears what outlived it: an event session that asks for the
/// heap's collection begins with one.
/// </summary>
internal static class HeapCollection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Collects.</summary>
    /// <returns>Octets of the objects that are still in use.</returns>
    public static async Task<long> RunAsync(int processId)
    {
        using var patience = new CancellationTokenSource(Patience);
        var provider = new EventPipeProvider(
            ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect));
        using EventPipeSession session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync(
            [provider], requestRundown: false, token: patience.Token);
        using var source = new EventPipeEventSource(session.EventStream);
        var alive = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isWhole = false;
        source.Clr.GCStart += start => isWhole = start.Depth == 2 && start.Type == GCType.NonConcurrentGC;
        source.Clr.GCHeapStats += heap =>
        {
            if (isWhole)
            {
                alive.TrySetResult(
                    heap.TotalPromotedSize0 + heap.TotalPromotedSize1 + heap.TotalPromotedSize2 + heap.TotalPromotedSize3
                    + heap.TotalPromotedSize4);
            }
        };
        Task listening = Task.Run(source.Process, CancellationToken.None);
        long octets = await alive.Task.WaitAsync(patience.Token);
        await session.StopAsync(patience.Token); // else the runtime keeps the session's buffers
        await listening;
        return octets;
    }
}
