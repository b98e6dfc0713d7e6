using System.Globalization;

namespace OrleansProxy.HistoryBench;

/// <summary>Memory of this process as the system counts it.</summary>
internal static class Rss
{
    public static double Megabytes => Read("VmRSS:");

    public static double PeakMegabytes => Read("VmHWM:");

    private static double Read(string name) => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => double.Parse(line.AsSpan(name.Length).Trim()[..^3], CultureInfo.InvariantCulture) / 1024)
        .Single();
}
