using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Live;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>The log: what comes now on top, what is stored below, in one list.</summary>
public sealed partial class LogPage : IAsyncDisposable
{
    private const int PageSize = 60;
    private const int RecentCount = 200;
    private readonly CancellationTokenSource _closed = new();
    private readonly LogRows _rows = new();
    private LogQuery _query = new();
    private TrafficFilter _liveFilter = new();
    private LiveFeed? _feed;
    private int _turn; // A read that another was begun after is out of date, and touches nothing.
    private bool _live = true;
    private bool _loaded;
    private bool _hasOlder;
    private string? _error;

    [Inject] private StoredHistory History { get; set; } = default!;

    [Inject] private ILiveTraffic Traffic { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "range")] private string? Range { get; set; }

    [SupplyParameterFromQuery(Name = "result")] private string? Result { get; set; }

    [SupplyParameterFromQuery(Name = "site")] private string? Site { get; set; }

    [SupplyParameterFromQuery(Name = "host")] private string? Host { get; set; }

    [SupplyParameterFromQuery(Name = "client")] private string? Client { get; set; }

    [SupplyParameterFromQuery(Name = "method")] private string? Method { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private long? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private long? To { get; set; }

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
            Range = Range ?? "",
            Result = Result ?? "",
            Site = Site ?? "",
            Host = Host ?? "",
            Client = Client ?? "",
            Method = Method ?? "",
            From = LogQuery.Instant(From),
            To = LogQuery.Instant(To),
        };
        if (!_loaded || query != _query)
        {
            _query = query;
            await ReloadAsync();
        }
    }

    private void OpenQuery(LogQuery query) => Navigation.NavigateTo(query.Href, replace: true);

    private Task SetLiveAsync(bool live)
    {
        _live = live;
        return ReloadAsync();
    }

    /// <summary>Follows first and reads afterwards, so that no request falls between the two.</summary>
    private async Task ReloadAsync()
    {
        int turn = ++_turn;
        await StopAsync();
        if (turn != _turn)
        {
            return;
        }

        bool follow = _live && !_query.IsPast;
        _liveFilter = _query.ToFilter(Time.GetUtcNow());
        _liveFilter = _query.IsPast ? _liveFilter : _liveFilter with { Range = null };
        _rows.Clear();
        await ReadPageAsync(null, turn);
        if (turn != _turn)
        {
            return;
        }

        AddRecent(follow);
        _loaded = true;
        if (follow)
        {
            _feed = new LiveFeed(Traffic, Time, batch => InvokeAsync(() => Take(batch, turn)));
            AddRecent(follow);
        }
    }

    /// <summary>What has just happened may not be stored yet, or never will be where no history is kept.</summary>
    private void AddRecent(bool follow)
    {
        if (!follow && History.Reports is not null)
        {
            return;
        }

        DateTimeOffset oldest = _rows.Shown.Count > 0 ? _rows.Shown[^1].Record.Timestamp : DateTimeOffset.MinValue;
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
        if (turn != _turn)
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

    /// <summary>Who reads what was does not want it to move: the live rows stop.</summary>
    private async Task ShowOlderAsync()
    {
        int turn = ++_turn;
        _live = false;
        await StopAsync();
        if (turn != _turn)
        {
            return;
        }

        if (_rows.IsTrimmed || _rows.OldestId is null)
        {
            _rows.Clear();
            await ReadPageAsync(null, turn);
        }
        else
        {
            await ReadPageAsync(_rows.OldestId, turn);
        }
    }

    private async Task ReadPageAsync(long? beforeId, int turn)
    {
        _hasOlder = false;
        if (History.Reports is null)
        {
            return;
        }

        try
        {
            IReadOnlyList<TrafficRow> page = await History.Reports.PageAsync(
                _query.ToFilter(Time.GetUtcNow()), beforeId, PageSize, _closed.Token);
            if (turn != _turn)
            {
                return;
            }

            _rows.AddOlder(page);
            _hasOlder = page.Count == PageSize;
            _error = null;
        }
        catch (TrafficStoreException exception)
        {
            _error = turn != _turn ? _error : $"The history cannot be read just now: {exception.Message}";
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left while it read.
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
