using System.Globalization;
using Microsoft.JSInterop;

namespace OrleansProxy.Portal.Shell;

/// <summary>Shows instants in the time of the browser that looks. One a circuit; used on the circuit's thread alone.</summary>
internal sealed class BrowserClock(IJSRuntime script, TimeProvider time)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What to call the zone beside a chart: "UTC" or the zone's name, such as Europe/Berlin.</summary>
    public string ZoneName => _zone.Id;

    /// <summary>Asks the browser for its zone; a zone that this machine does not know is taken by its present offset.</summary>
    public async Task ReadZoneAsync()
    {
        BrowserZone zone = await script.InvokeAsync<BrowserZone>("orleansProxy.zone");
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(zone.Name, out TimeZoneInfo? known)
            ? known
            : Fixed(TimeSpan.FromMinutes(Math.Clamp(zone.OffsetMinutes, -14 * 60, 14 * 60)));
    }

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);

    /// <summary>The instant at which the browser's clock shows this; of an hour that comes twice, its second coming.</summary>
    public DateTimeOffset FromLocal(DateTime local) =>
        new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _zone.GetUtcOffset(local)).ToUniversalTime();

    /// <summary>The time of day when it is today, otherwise with its day.</summary>
    public string Short(DateTimeOffset instant)
    {
        DateTimeOffset local = ToLocal(instant);
        string format = local.Date == ToLocal(Now).Date ? "HH:mm:ss" : "d MMM HH:mm:ss";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    public string Full(DateTimeOffset instant) =>
        ToLocal(instant).ToString("ddd d MMM yyyy, HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public string Day(DateTimeOffset instant) => ToLocal(instant).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static TimeZoneInfo Fixed(TimeSpan offset) => offset == TimeSpan.Zero
        ? TimeZoneInfo.Utc
        : TimeZoneInfo.CreateCustomTimeZone(Name(offset), offset, null, null);

    private static string Name(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}");
}
