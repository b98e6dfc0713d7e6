using Microsoft.Extensions.Configuration.Json;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>
/// The settings of a JSON file by their full keys, in no order. Read from the provider itself: a configuration root looks through all of
/// its keys for each section, so that a list of 100,000 rules takes it longer than people wait.
/// </summary>
internal sealed class JsonSettings : JsonStreamConfigurationProvider
{
    private JsonSettings(Stream stream)
        : base(new JsonStreamConfigurationSource { Stream = stream })
    {
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(Stream stream)
    {
        var settings = new JsonSettings(stream);
        settings.Load();
        return [.. settings.Data.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))];
    }
}
