using System.Net;

namespace OrleansProxy.Traffic.Demo;

/// <summary>Someone whose browsing is made up.</summary>
/// <param name="Address">An address of a private network.</param>
/// <param name="Weight">How much of all page loads are theirs.</param>
/// <param name="FirstHour">The hour of the day, UTC, at which they begin.</param>
/// <param name="LastHour">The hour after which they are gone.</param>
/// <param name="Weekend">How much they browse on a Saturday or Sunday, of what they do on another day.</param>
/// <param name="Only">The one kind of site that this device asks; null for a person.</param>
internal sealed record DemoClient(
    IPAddress Address, double Weight, int FirstHour, int LastHour, double Weekend, DemoKind? Only = null)
{
    /// <summary>Two parents, three children, a television, a classroom and a thermostat that never sleeps.</summary>
    public static IReadOnlyList<DemoClient> All { get; } =
    [
        new(IPAddress.Parse("192.168.10.21"), 1.0, 6, 23, 1.3),
        new(IPAddress.Parse("192.168.10.22"), 0.9, 7, 22, 1.1),
        new(IPAddress.Parse("192.168.10.31"), 1.2, 14, 22, 1.6),
        new(IPAddress.Parse("192.168.10.32"), 1.0, 14, 21, 1.7),
        new(IPAddress.Parse("192.168.10.33"), 0.5, 15, 20, 1.5),
        new(IPAddress.Parse("192.168.10.40"), 0.6, 17, 24, 1.8, DemoKind.Video),
        new(IPAddress.Parse("192.168.20.5"), 1.6, 7, 16, 0.02),
        new(IPAddress.Parse("192.168.10.90"), 0.15, 0, 24, 1.0, DemoKind.Interface),
    ];

    /// <summary>How often this client goes to a site.</summary>
    public double Likes(DemoSite site) => (Only ?? site.Kind) == site.Kind && (Only is not null || site.Kind is not DemoKind.Interface)
        ? site.Popularity
        : 0;

    /// <summary>The share of page loads that are theirs at this time, 0 when they are away.</summary>
    public double WeightAt(DateTimeOffset time)
    {
        if (time.Hour < FirstHour || time.Hour >= LastHour)
        {
            return 0;
        }

        bool isWeekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        double middle = (FirstHour + LastHour) / 2.0;
        double fromMiddle = (time.TimeOfDay.TotalHours - middle) / (LastHour - FirstHour);
        double liveliness = 0.6 + (0.4 * Math.Cos(2 * Math.PI * fromMiddle));
        return Weight * liveliness * (isWeekend ? Weekend : 1);
    }
}
