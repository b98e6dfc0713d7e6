using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>The portal as the story uses it; every selector stands here.</summary>
internal sealed partial class PortalPages(IPage page, string address)
{
    /// <summary>The page itself, for pictures of it.</summary>
    public IPage Page => page;

    private ILocator RequestsCard => page.GetByTestId("card-requests");

    private ILocator Chart => page.GetByTestId("requests-chart");

    private ILocator LogRows => page.GetByTestId("log-row");

    /// <summary>The details of the row that was opened.</summary>
    public ILocator OpenedRow => page.GetByTestId("decision");

    /// <summary>The rules of the list.</summary>
    public ILocator Rules => page.GetByTestId("rules-row");

    /// <summary>The users of the list.</summary>
    public ILocator Users => page.GetByTestId("users-row");

    /// <summary>Opens the one-time link and makes the first account; ends on the dashboard.</summary>
    public async Task SetUpAsync(string link, string password)
    {
        await page.GotoAsync(link);
        await page.GetByTestId("setup-password").FillAsync(password);
        await page.GetByTestId("setup-repeat").FillAsync(password);
        await page.GetByTestId("setup-submit").ClickAsync();
        await RequestsCard.WaitForAsync();
    }

    /// <summary>Signs in; ends on the dashboard.</summary>
    public async Task SignInAsync(string name, string password)
    {
        await page.GotoAsync(address);
        await page.GetByTestId("login-name").FillAsync(name);
        await page.GetByTestId("login-password").FillAsync(password);
        await page.GetByTestId("login-submit").ClickAsync();
        await RequestsCard.WaitForAsync();
    }

    /// <summary>Goes to the dashboard by the menu.</summary>
    public async Task OpenDashboardAsync()
    {
        await page.GetByTestId("nav-dashboard").ClickAsync();
        await RequestsCard.WaitForAsync();
    }

    /// <summary>Has the dashboard show another range, "1h", "24h", "7d" or "30d", that holds other figures.</summary>
    public async Task ShowRangeAsync(string range)
    {
        long before = await RequestsAsync();
        await page.GetByTestId($"range-{range}").ClickAsync();
        await Eventually.TrueAsync(async () => await RequestsAsync() != before, TimeSpan.FromSeconds(10));
    }

    /// <summary>Goes to the log by the menu.</summary>
    public async Task OpenLogAsync()
    {
        await page.GetByTestId("nav-log").ClickAsync();
        await page.GetByTestId("log").WaitForAsync();
    }

    /// <summary>Goes to the rules by the menu.</summary>
    public async Task OpenRulesAsync()
    {
        await page.GetByTestId("nav-rules").ClickAsync();
        await page.GetByTestId("rules").WaitForAsync();
    }

    /// <summary>Adds a rule on the page of rules.</summary>
    public async Task AddRuleAsync(string pattern)
    {
        await OpenRulesAsync();
        await page.GetByTestId("rule-pattern").FillAsync(pattern);
        await page.GetByTestId("rule-add").ClickAsync();
        await Rules.Filter(new() { HasText = pattern }).First.WaitForAsync();
    }

    /// <summary>Adds a user on the page of users.</summary>
    public async Task AddUserAsync(string name, string password)
    {
        await page.GetByTestId("nav-users").ClickAsync();
        await page.GetByTestId("user-name").FillAsync(name);
        await page.GetByTestId("user-password").FillAsync(password);
        await page.GetByTestId("user-add").ClickAsync();
        await Users.Filter(new() { HasText = name }).First.WaitForAsync();
    }

    /// <summary>What the dashboard's card of requests counts.</summary>
    public async Task<long> RequestsAsync() => Number(await RequestsCard.GetByTestId("card-requests-value").InnerTextAsync());

    /// <summary>The chart as it is drawn; another text means that it has moved.</summary>
    public Task<string> ChartAsync() => Chart.InnerHTMLAsync();

    /// <summary>How many rows the log shows.</summary>
    public Task<int> LogRowCountAsync() => LogRows.CountAsync();

    /// <summary>How many of them contain a text.</summary>
    public Task<int> LogRowCountAsync(string text) => LogRows.Filter(new() { HasText = text }).CountAsync();

    /// <summary>Narrows the log to a status, or to a class of them, such as "4xx".</summary>
    public async Task FilterByStatusAsync(string status)
    {
        await page.GetByTestId("filter-status").FillAsync(status);
        await page.GetByTestId("filter-status").PressAsync("Enter");
        await page.GetByTestId("chip-status").Filter(new() { HasText = status }).WaitForAsync();
    }

    /// <summary>Downloads what the log is narrowed to as CSV.</summary>
    /// <returns>The name of the file and its lines.</returns>
    public async Task<(string Name, string[] Lines)> ExportAsync()
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export-csv").ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllLinesAsync(await download.PathAsync()));
    }

    /// <summary>The newest row of the log that contains each of these texts.</summary>
    public ILocator NewestLogRow(params string[] texts) =>
        texts.Aggregate(LogRows, (rows, text) => rows.Filter(new() { HasText = text })).First;

    /// <summary>Blocks the host of a row of the log, from the row or from its details.</summary>
    public static async Task BlockAsync(ILocator where)
    {
        await where.GetByTestId("block").ClickAsync();
        await where.GetByTestId("allow").WaitForAsync();
    }

    /// <summary>Allows the host of a row of the log again, from the row or from its details.</summary>
    public static async Task AllowAsync(ILocator where)
    {
        await where.GetByTestId("allow").ClickAsync();
        await where.GetByTestId("block").WaitForAsync();
    }

    /// <summary>Opens a row of the log.</summary>
    public async Task OpenAsync(ILocator row)
    {
        await row.GetByTestId("log-open").ClickAsync();
        await OpenedRow.WaitForAsync();
    }

    /// <summary>Closes the details of the row that was opened.</summary>
    public async Task CloseAsync()
    {
        await page.Keyboard.PressAsync("Escape");
        await OpenedRow.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>The first number in a text, without the marks between its thousands.</summary>
    public static long Number(string text) =>
        long.Parse(FirstNumber().Match(text).Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex FirstNumber();
}
