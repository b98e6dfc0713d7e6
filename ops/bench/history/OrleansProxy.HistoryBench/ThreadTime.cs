using System.Globalization;

namespace OrleansProxy.HistoryBench;

/// <summary>Processor time of this process's threads as the system counts it.</summary>
internal static class ThreadTime
{
    private const double TicksASecond = 100;

    /// <summary>Seconds that the threads of a name have run, of whose name the system keeps 15 characters.</summary>
    public static double Of(string name) => Directory.EnumerateDirectories("/proc/self/task").Sum(task =>
    {
        string[] parts = File.ReadAllText($"{task}/stat").Split('(', ')');
        string[] rest = parts[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts[1] == name[..Math.Min(15, name.Length)]
            ? (double.Parse(rest[11], CultureInfo.InvariantCulture) + double.Parse(rest[12], CultureInfo.InvariantCulture)) / TicksASecond
            : 0;
    });
}
