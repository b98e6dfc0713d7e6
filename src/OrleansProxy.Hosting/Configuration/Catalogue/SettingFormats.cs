using OrleansProxy.Hosting.Configuration.Formats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The formats that several sections share.</summary>
internal static class SettingFormats
{
    private const int MaxRanges = 10_000;

    /// <summary>On or off.</summary>
    public static BooleanFormat OnOff { get; } = new();

    /// <summary>Addresses and CIDR ranges.</summary>
    public static ListFormat Addresses { get; } =
        new("a list of addresses and CIDR ranges such as 192.168.1.7 and 10.0.0.0/8", MaxRanges, SettingChecks.AddressRange);

    /// <summary>Ports and ranges of them.</summary>
    public static ListFormat Ports { get; } =
        new("a list of ports and ranges such as 443 and 1024-65535", MaxRanges, SettingChecks.Ports);

    /// <summary>A whole number within bounds.</summary>
    public static WholeNumberFormat Number(int min, int max) => new(min, max);

    /// <summary>A size in bytes that fits an int.</summary>
    public static SizeFormat<int> Bytes(int min, int max) => new(min, max);

    /// <summary>A size in bytes.</summary>
    public static SizeFormat<long> LongBytes(long min, long max) => new(min, max);

    /// <summary>A length of time, from a number of seconds to another.</summary>
    public static DurationFormat Seconds(int min, int max) => new(TimeSpan.FromSeconds(min), TimeSpan.FromSeconds(max));
}
