using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>
/// The log: on its newest page what comes now stands on top of what is stored; older pages lie below a row's key, which stands
/// in the address.
/// </summary>
public sealed partial class LogPage : IAsyncDisposable
{
    private const int PageSize = 60;
    private const int RecentCount = 200;
    private const int ProposedClients = 100;
    private readonly CancellationTokenSource _closed = new();
    private readonly LogRows _rows = new();
    private readonly PageTrail _trail = new();
    private LogQuery _query = new();
    private TrafficFilter? _liveFilter;
    private LiveFeed? _feed;
    private IReadOnlyList<LogChip> _culprits = [];
    private IReadOnlyList<string> _clients = [];
    private long? _before;
    private int _turn; // A read that another was begun after is out of date, and touches nothing.
    private bool _live = true;
    private bool _loaded;
    private bool _reading;
    private bool _hasOlder;
    private string? _error;

    [Inject] private StoredHistory History { get; set; } = default!;

    [Inject] private ILiveTraffic Traffic { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "range")] private string? Range { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "result")] private string? Result { get; set; }

    [SupplyParameterFromQuery(Name = "site")] private string? Site { get; set; }

    [SupplyParameterFromQuery(Name = "host")] private string? Host { get; set; }

    [SupplyParameterFromQuery(Name = "client")] private string? Client { get; set; }

    [SupplyParameterFromQuery(Name = "user")] private string? User { get; set; }

    [SupplyParameterFromQuery(Name = "method")] private string? Method { get; set; }

    [SupplyParameterFromQuery(Name = "status")] private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "cache")] private string? Cache { get; set; }

    [SupplyParameterFromQuery(Name = "before")] private string? Before { get; set; }

    /// <summary>Nothing new comes into a page of the past, nor into a stretch that has an end.</summary>
    private bool CanFollow => _before is null && _query.Time.To is null && _query.Faults.Count == 0;

    private bool HasOlder => History.Reports is not null && (_hasOlder || _rows.IsTrimmed);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _turn++;
        await _closed.CancelAsync();
        await StopAsync();
        _closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var query = new LogQuery
        {
            Time = PickedTime.Read(Range, From, To),
            Result = Result ?? "",
            Site = Site ?? "",
            Host = Host ?? "",
            Client = Client ?? "",
            User = User ?? "",
            Method = Method ?? "",
            Status = Status ?? "",
            Cache = Cache ?? "",
        };
        long? before = long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
        if (_loaded && query == _query && before == _before)
        {
            return;
        }

        if (query == _query)
        {
            _trail.Step(_before, before);
        }
        else
        {
            _trail.Clear();
        }

        (_query, _before) = (query, before);
        await ReloadAsync();
    }

    /// <summary>What is typed letter by letter leaves one step in the browser's history, not many.</summary>
    private void OpenQuery(LogQuery query) => Navigation.NavigateTo(query.Href, replace: query.Host != _query.Host);

    private void OpenNewer() => Navigation.NavigateTo(_query.HrefBefore(_trail.Newer));

    /// <summary>Where every line shown came live, the page that lies below them is found by the keys of what was stored meanwhile.</summary>
    private async Task OpenOlderAsync()
    {
        long? below = _rows.OldestId;
        if (below is null && _query.ToFilter(Time.GetUtcNow()) is { } filter)
        {
            IReadOnlyList<TrafficRow>? stored = await AskAsync(history => history.PageAsync(filter, null, LogRows.MaxRows, _closed.Token));
            below = stored is { Count: > 0 } ? stored[^1].Id : null;
        }

        if (below is not null)
        {
            Navigation.NavigateTo(_query.HrefBefore(below));
        }
    }

    private Task SetLiveAsync(bool live)
    {
        _live = live;
        return ReloadAsync();
    }

    /// <summary>What was shown stays until the new lines are there.</summary>
    private async Task ReloadAsync()
    {
        int turn = ++_turn;
        _reading = true;
        await StopAsync();
        if (turn != _turn)
        {
            return;
        }

        TrafficFilter? filter = _query.ToFilter(Time.GetUtcNow());
        IReadOnlyList<TrafficRow>? page = filter is null ? []
            : await AskAsync(history => history.PageAsync(filter, _before, PageSize + 1, _closed.Token));
        if (turn != _turn)
        {
            return;
        }

        _error = page is null ? _error : null;
        _hasOlder = page?.Count > PageSize;
        _liveFilter = CanFollow ? filter! with { Range = null } : filter;
        _culprits = [];
        _rows.Show(page?.Take(PageSize) ?? []);
        bool follow = _live && CanFollow;
        AddRecent(follow);
        (_loaded, _reading) = (true, false);
        if (follow)
        {
            _feed = new LiveFeed(Traffic, Time, batch => InvokeAsync(() => Take(batch, turn)));
            AddRecent(follow); // What came between the two.
        }

        StateHasChanged();
        await FindHelpAsync(turn);
    }

    /// <summary>What has just happened may not be stored yet, or never will be where no history is kept.</summary>
    private void AddRecent(bool follow)
    {
        if (_liveFilter is null || (!follow && History.Reports is not null))
        {
            return;
        }

        DateTimeOffset oldest = _rows.IsEmpty ? DateTimeOffset.MinValue : _rows.Shown[^1].Record.Timestamp;
        foreach (TrafficRecord record in Traffic.Recent(RecentCount).Reverse())
        {
            if (record.Timestamp >= oldest && _liveFilter.Matches(record))
            {
                _rows.AddNewest(record);
            }
        }
    }

    private void Take(IReadOnlyList<TrafficRecord> batch, int turn)
    {
        if (turn != _turn || _liveFilter is null)
        {
            return;
        }

        bool changed = false;
        foreach (TrafficRecord record in batch.Where(_liveFilter.Matches))
        {
            changed |= _rows.AddNewest(record);
        }

        if (changed)
        {
            StateHasChanged();
        }
    }

    /// <summary>Looks for clients to propose and, where nothing fits, for the filters that keep everything out.</summary>
    private async Task FindHelpAsync(int turn)
    {
        DateTimeOffset now = Time.GetUtcNow();
        if (_clients.Count == 0)
        {
            var scope = new TrafficScope(RangeChoice.Month.Until(now));
            IReadOnlyList<ClientTotals>? clients = await AskAsync(history => history.TopClientsAsync(scope, ProposedClients, _closed.Token));
            _clients = [.. clients?.Select(totals => totals.Client.ToString()) ?? []];
        }

        IReadOnlyList<LogChip> chips = LogChips.Of(_query, Clock);
        if (turn == _turn && _rows.IsEmpty && chips.Count > 1)
        {
            IReadOnlyList<LogChip>? culprits = await AskAsync(history => LogCulprits.FindAsync(history, chips, now, _closed.Token));
            _culprits = turn == _turn ? culprits ?? [] : _culprits;
        }
    }

    /// <summary>Asks the history; null where there is none, where it cannot be read (which is shown) or the page was left.</summary>
    private async Task<T?> AskAsync<T>(Func<ITrafficHistory, Task<T>> question)
        where T : class
    {
        int turn = _turn;
        if (History.Reports is null)
        {
            return null;
        }

        try
        {
            return await question(History.Reports);
        }
        catch (TrafficStoreException exception)
        {
            _error = turn == _turn ? $"The history cannot be read just now: {exception.Message}" : _error;
            return null;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            return null; // The page was left while it read.
        }
    }

    private async Task StopAsync()
    {
        if (_feed is { } feed)
        {
            _feed = null;
            await feed.DisposeAsync();
        }
    }
}
