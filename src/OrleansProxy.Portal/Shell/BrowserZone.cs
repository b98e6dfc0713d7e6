namespace OrleansProxy.Portal.Shell;

/// <summary>The browser's time zone as it tells it: its IANA name, and how far it is ahead of UTC now.</summary>
internal sealed record BrowserZone(string Name, int OffsetMinutes);
