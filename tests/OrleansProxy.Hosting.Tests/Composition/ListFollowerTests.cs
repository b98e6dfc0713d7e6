using System.Collections.Concurrent;
using OrleansProxy.Hosting.Composition;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Tests.Configuration;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Testing;

namespace OrleansProxy.Hosting.Tests.Composition;

public sealed class ListFollowerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly LineLogger<ListFollower> _log = new();
    private readonly LineLogger<SettingsMonitor> _settingsLog = new();
    private readonly Taker _rules = new();
    private int _edits;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lists_are_in_force_when_it_has_started_and_are_said()
    {
        using SettingsMonitor monitor = Monitor(Write("ads.txt", "one.example\nnonsense"), Path.Combine(_folder.Path, "gone.txt"));
        using var follower = new ListFollower(monitor, _rules, _time, _log);
        await follower.StartAsync(Cancellation);
        await follower.StopAsync(Cancellation);

        Assert.Equal([1, 0], Assert.Single(_rules.Taken).Status.Select(list => list.Entries));
        Assert.Equal(
            [
                "Information: The list ads.txt is in force: 1 entries, 1 skipped",
                "Error: The list gone.txt is not taken as it is now, 0 entries read before stay in force: There is no such file.",
            ],
            _log.Lines);
    }

    [Fact]
    public async Task A_file_that_changes_is_taken_and_only_it_is_said()
    {
        string path = Write("ads.txt", "one.example");
        using SettingsMonitor monitor = Monitor(path, Write("other.txt", "other.example"));
        using var follower = new ListFollower(monitor, _rules, _time, _log);
        await follower.StartAsync(Cancellation);
        Write("ads.txt", "one.example\ntwo.example");
        await TakenAsync(2);
        await follower.StopAsync(Cancellation);

        Assert.Equal([2, 1], _rules.Taken.Last().Status.Select(list => list.Entries));
        Assert.Equal("Information: The list ads.txt is in force: 2 entries, 0 skipped", Assert.Single(_log.Lines.Skip(2)));
    }

    [Fact]
    public async Task Another_setting_brings_other_files_while_the_program_runs()
    {
        using SettingsMonitor monitor = Monitor(Write("ads.txt", "one.example"));
        using var follower = new ListFollower(monitor, _rules, _time, _log);
        await follower.StartAsync(Cancellation);
        Configure();
        await TakenAsync(2);
        await follower.StopAsync(Cancellation);

        Assert.Empty(_rules.Taken.Last().Status);
    }

    [Fact]
    public async Task A_part_that_fails_ends_nothing_and_is_asked_again()
    {
        using SettingsMonitor monitor = Monitor(Write("ads.txt", "one.example"));
        _rules.Failures = 1;
        using var follower = new ListFollower(monitor, _rules, _time, _log);
        await follower.StartAsync(Cancellation);
        await TakenAsync(1);
        await follower.StopAsync(Cancellation);

        Assert.Equal("Error: The lists could not be looked at; those read before stay in force", _log.Lines[0]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SettingsMonitor Monitor(params string[] paths)
    {
        Configure(paths);
        SettingSources sources = Given.Folder(_folder.Path);
        return new SettingsMonitor(sources, SettingsReader.Read(sources.Load()), _time, _settingsLog);
    }

    private void Configure(params string[] paths) =>
        Write("appsettings.json", $"{{ \"Blacklist\": {{ \"Files\": [{string.Join(',', paths.Select(path => $"\"{path}\""))}] }} }}");

    private string Write(string name, string text)
    {
        string path = _folder.Write(name, text);
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime.AddSeconds(++_edits));
        return path;
    }

    // Looks are paced by the clock, which somebody has to move.
    private async Task TakenAsync(int count)
    {
        while (_rules.Taken.Count < count)
        {
            _time.Advance(ListFollower.LookInterval);
            await Task.Yield();
        }
    }

    private sealed class Taker : ILiveSettings<RuleLists>
    {
        public ConcurrentQueue<RuleLists> Taken { get; } = [];

        public int Failures { get; set; }

        public Task ApplyAsync(RuleLists options, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                throw new InvalidOperationException("a part fails");
            }

            Taken.Enqueue(options);
            return Task.CompletedTask;
        }
    }
}
