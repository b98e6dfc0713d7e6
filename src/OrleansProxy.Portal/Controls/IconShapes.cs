using System.Collections.Frozen;

namespace OrleansProxy.Portal.Controls;

/// <summary>The icons' outlines, drawn for this portal on a grid of 24.</summary>
internal static class IconShapes
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["dashboard"] = "M4 4h7v8H4zM13 4h7v5h-7zM13 12h7v8h-7zM4 15h7v5H4z",
        ["list"] = "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
        ["shield"] = "M12 3l7.5 3v5.5c0 4.6-3.1 7.9-7.5 9.5-4.4-1.6-7.5-4.9-7.5-9.5V6zM9 12l2.2 2.2L15.2 10",
        ["alert"] = "M12 4.5L2.8 20h18.4zM12 10v4.5M12 17.2h.01",
        ["info"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.2M12 7.8h.01",
        ["sun"] = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        ["moon"] = "M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2z",
        ["monitor"] = "M3.5 4.5h17v11.5h-17zM9 20h6M12 16v4",
        ["logout"] = "M14 4H5v16h9M10 12h11M17.5 8.5L21 12l-3.5 3.5",
        ["search"] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3L20 20",
        ["check"] = "M5 12.5l4.5 4.5L19 7.5",
        ["block"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
        ["plus"] = "M12 5v14M5 12h14",
        ["trash"] = "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.500 7M10.300 11v5M13.700 11v5",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["globe"] = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c2.500 2.600 3.500 5.300 3.500 8.500s-1 5.900-3.500 8.500c-2.500-2.600-3.500-5.300-3.500-8.500s1-5.900 3.500-8.500z",
        ["gauge"] = "M4.500 18a9 9 0 1 1 15 0M12 14l4-5",
        ["bolt"] = "M13 3L5 13.500h6L10.500 21 19 10.200h-6z",
        ["download"] = "M12 4v11M7.500 11L12 15.500 16.500 11M5 20h14",
        ["link"] = "M4 12h5M15 12h5M9 8h6v8H9z",
        ["users"] = "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6M18 14.500c2 .8 3.200 2.600 3.500 5.500",
        ["user"] = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.5-4 3.500-6 7.500-6s7 2 7.500 6",
        ["flag"] = "M6 21V4.500M6 5h11.500l-2.500 4 2.500 4H6",
        ["sliders"] = "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.800v4.400M9 14.800v4.400",
        ["clock"] = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2",
        ["swap"] = "M7.500 20V5M4 8.500L7.500 5 11 8.500M16.500 4v15M13 15.500l3.500 3.500 3.500-3.500",
        ["left"] = "M14.500 5.500L8 12l6.500 6.500",
        ["chevron"] = "M9 5.500l6.500 6.500L9 18.500",
        ["database"] = "M4.500 6c0-1.700 3.400-3 7.500-3s7.500 1.300 7.500 3-3.400 3-7.500 3-7.500-1.300-7.500-3zM4.500 6v12c0 1.700 3.400 3 7.500 3s7.500-1.300 7.500-3V6M4.500 12c0 1.700 3.400 3 7.500 3s7.500-1.300 7.500-3",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The outline of a name, in the language of SVG's path data.</summary>
    public static string PathOf(string name) => Paths[name];
}
