using System.Net;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LogExportTests : IAsyncLifetime
{
    private const int Halfway = 600; // By then the first piece of the file is on its way.

    private PortalTestHost _portal = null!;
    private TestBrowser _browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalTestHost.StartAsync();
        _browser = _portal.OpenBrowser();
        _portal.History.Add(Records.Get("first.example"));
        _portal.History.Add(Records.Get("second.example", TrafficResult.Blocked));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_exports_without_signing_in()
    {
        using HttpResponseMessage response = await _browser.GetAsync("/log/export?format=csv");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/login", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("first.example", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_filtered_comes_as_CSV_oldest_first()
    {
        string[] all = await LinesAsync("/log/export?format=csv");
        string[] blocked = await LinesAsync("/log/export?format=csv&status=4xx&result=blocked&host=*.example&client=192.0.2.10");

        Assert.StartsWith("id,timestamp,source_ip,", all[0], StringComparison.Ordinal);
        Assert.Equal(3, all.Length);
        Assert.Contains("first.example", all[1], StringComparison.Ordinal);
        Assert.Equal([all[0], all[2]], blocked);
    }

    [Theory]
    [InlineData("client=192.0.2.11")]
    [InlineData("user=alice")]
    [InlineData("host=third")]
    [InlineData("site=example")]
    [InlineData("method=POST")]
    [InlineData("status=500")]
    [InlineData("result=limited")]
    [InlineData("cache=hit")]
    [InlineData("from=0&to=60")]
    [InlineData("range=1h")]
    public async Task Each_filter_is_honoured(string filter)
    {
        _portal.Time.Advance(TimeSpan.FromDays(1));

        Assert.Single(await LinesAsync($"/log/export?format=csv&{filter}"));
    }

    [Fact]
    public async Task JSON_lines_come_one_object_a_row()
    {
        string[] lines = await LinesAsync("/log/export?format=jsonl&status=200");

        using var row = System.Text.Json.JsonDocument.Parse(Assert.Single(lines));
        Assert.Equal("first.example", row.RootElement.GetProperty("destination_host").GetString());
    }

    [Fact]
    public async Task A_formula_that_a_client_sent_does_nothing_in_a_spreadsheet()
    {
        _portal.History.Add(Records.Get("third.example") with { UserAgent = "=HYPERLINK(\"http://evil.example\")" });

        string[] lines = await LinesAsync("/log/export?format=csv&host=third");

        Assert.Contains("\"'=HYPERLINK(", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_named_after_its_range_and_is_a_download()
    {
        await _browser.SignInAsync();

        using HttpResponseMessage response = await _browser.GetAsync("/log/export?format=jsonl&from=1772366400&to=1772370000");

        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("orleansproxy-20260301T1200Z-20260301T1300Z.jsonl", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public void Without_a_start_the_name_says_until_when()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal("orleansproxy-until-20260301T1200Z.csv", LogExport.FileName(null, ExportFormat.Csv, now));
        Assert.Equal(
            "orleansproxy-20260201T0000Z-20260301T1200Z.csv",
            LogExport.FileName(new TimeRange(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue), ExportFormat.Csv, now));
    }

    [Theory]
    [InlineData("/log/export", "csv or jsonl")]
    [InlineData("/log/export?format=xlsx", "csv or jsonl")]
    [InlineData("/log/export?format=csv&status=abc", "“abc” is no status")]
    [InlineData("/log/export?format=csv&from=abc", "cannot be read")]
    public async Task What_cannot_be_asked_is_refused_in_a_sentence(string address, string sentence)
    {
        await _browser.SignInAsync();

        using HttpResponseMessage response = await _browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(sentence, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_gives_no_file()
    {
        await _browser.SignInAsync();
        _portal.History.Fault = new TrafficStoreException("the disk is gone", new IOException());

        using HttpResponseMessage response = await _browser.GetAsync("/log/export?format=csv");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentDisposition);
        Assert.Contains("the disk is gone", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_fails_halfway_breaks_the_file_off()
    {
        await _browser.SignInAsync();
        AddMany(1_000);
        int read = 0;
        _portal.History.AfterRow = (_, _) => ++read == Halfway ? throw new TrafficStoreException("the disk is gone", new IOException()) : Task.CompletedTask;

        await Assert.ThrowsAsync<HttpRequestException>(() => _browser.GetAsync("/log/export?format=csv"));
    }

    [Fact]
    public async Task An_export_is_read_no_further_once_its_browser_has_left()
    {
        await _browser.SignInAsync();
        AddMany(1_000);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int read = 0;
        _portal.History.AfterRow = async (_, cancelled) =>
        {
            if (++read == Halfway)
            {
                await using CancellationTokenRegistration leaving = cancelled.Register(left.SetResult);
                await left.Task;
            }
        };
        using (HttpResponseMessage response = await _browser.BeginAsync("/log/export?format=csv"))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await left.Task.WaitAsync(Cancel);

        Assert.Equal(Halfway, read);
    }

    [Fact]
    public void Only_so_many_exports_run_at_a_time()
    {
        using var slots = new ExportSlots();
        IDisposable?[] taken = [.. Enumerable.Range(0, ExportSlots.Count).Select(_ => slots.TryTake())];
        Assert.All(taken, Assert.NotNull);
        Assert.Null(slots.TryTake());

        taken[0]!.Dispose();

        Assert.NotNull(slots.TryTake());
    }

    private void AddMany(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _portal.History.Add(Records.Get($"h{i}.example") with { PathAndQuery = "/" + new string('x', 200) });
        }
    }

    private async Task<string[]> LinesAsync(string address)
    {
        await _browser.SignInAsync();
        using HttpResponseMessage response = await _browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        return text.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
