using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Testing;

namespace OrleansProxy.Hosting.Tests.Configuration;

public sealed class SettingsMonitorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly LineLogger<SettingsMonitor> _log = new();
    private readonly SettingsMonitor _monitor;
    private int _edits;

    public SettingsMonitorTests()
    {
        Edit("""{ "RateLimit": { "Count": 50 } }""");
        SettingSources sources = Given.Folder(_folder.Path, ("RateLimit:Period", "1 min"));
        _monitor = new SettingsMonitor(sources, SettingsReader.Read(sources.Load()), _time, _log);
    }

    public void Dispose()
    {
        _monitor.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_good_edit_is_in_force_once_it_has_rested()
    {
        SettingsSnapshot? announced = null;
        _monitor.Changed += settings => announced = settings;
        Edit("""{ "RateLimit": { "Count": 70 } }""");

        _time.Advance(SettingsMonitor.LookInterval);
        Assert.Equal(50, _monitor.Current.RateLimit.Count);
        _time.Advance(SettingsMonitor.LookInterval);

        Assert.Equal(70, _monitor.Current.RateLimit.Count);
        Assert.Equal(TimeSpan.FromMinutes(1), _monitor.Current.RateLimit.Period);
        Assert.Same(_monitor.Current, announced);
        Assert.Equal(["Information: RateLimit:Count is now \"70\"."], _log.Lines);
    }

    [Fact]
    public void A_part_that_fails_keeps_the_new_settings_from_no_other()
    {
        int announced = 0;
        _monitor.Changed += _ => throw new InvalidOperationException("a part fails");
        _monitor.Changed += _ => announced++;
        Edit("""{ "RateLimit": { "Count": 70 } }""");
        Rest();

        Assert.Equal(1, announced);
        Assert.Contains("Error: A part could not take the new settings over.", _log.Lines);
    }

    [Theory]
    [InlineData("""{ "RateLimit": { "Count": 70, "Period": "never" } }""")]
    [InlineData("""{ "RateLimit": { "Count": 70 }, "Proxy": { "Backlog": 0 } }""")]
    [InlineData("""{ "RateLimit": { "Count": 70, "Cuont": 1 } }""")]
    [InlineData("""{ "RateLimit": """)]
    public void A_bad_edit_is_said_in_one_line_and_changes_nothing(string text)
    {
        SettingsSnapshot before = _monitor.Current;
        Edit(text);
        Rest();

        Assert.Same(before, _monitor.Current);
        string line = Assert.Single(_log.Lines);
        Assert.StartsWith("Error: The settings stay as they were: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void A_good_edit_after_a_bad_one_is_in_force()
    {
        Edit("""{ "RateLimit": { "Count": 0 } }""");
        Rest();
        Edit("""{ "RateLimit": { "Count": 80 } }""");
        Rest();

        Assert.Equal(80, _monitor.Current.RateLimit.Count);
    }

    [Fact]
    public void What_needs_a_restart_stays_and_is_said()
    {
        Edit("""{ "RateLimit": { "Count": 60 }, "Proxy": { "Port": 3128 } }""");
        Rest();

        Assert.Equal(60, _monitor.Current.RateLimit.Count);
        Assert.Equal(8080, _monitor.Current.Proxy.Port);
        Assert.Contains("Warning: Proxy:Port was changed; that applies at the next start.", _log.Lines);
    }

    [Fact]
    public void A_file_that_is_taken_away_leaves_the_defaults()
    {
        File.Delete(Path.Combine(_folder.Path, "appsettings.json"));
        Rest();

        Assert.Equal(100, _monitor.Current.RateLimit.Count);
    }

    private void Rest()
    {
        _time.Advance(SettingsMonitor.LookInterval);
        _time.Advance(SettingsMonitor.LookInterval);
    }

    private void Edit(string text)
    {
        string path = _folder.Write("appsettings.json", text);

        // Two edits within one tick of the file system's clock would look the same.
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime.AddSeconds(++_edits));
    }
}
