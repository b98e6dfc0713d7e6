using System.Net;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>The dashboard: the figures of a range and a client, as they change.</summary>
public sealed partial class DashboardPage : IAsyncDisposable
{
    private const string Custom = "custom";
    private const int PickerCount = 100;
    private const int MaxClients = 200;
    private static readonly TimeSpan LatestRecord = TimeSpan.FromMinutes(5); // By then a request that is over is surely stored.
    private static readonly Choice Everybody = new("", "All clients");
    private static readonly IReadOnlyList<Choice> Ranges = [.. RangeChoice.Choices, new(Custom, "From – to")];
    private readonly CancellationTokenSource _closed = new();
    private PickedTime _time = PickedTime.UpToNow(RangeChoice.Day.Value);
    private IPAddress? _client;
    private LogQuery _query = new();
    private IReadOnlyList<IPAddress> _clients = [];
    private IReadOnlyList<Choice> _choices = [Everybody];
    private DashboardData? _data;
    private RefreshLoop? _loop;
    private string? _error;
    private bool _picking;
    private bool _reading;
    private int _turn; // A read that another was begun after is out of date, and is not shown.

    [Inject] private StoredHistory History { get; set; } = default!;

    [Inject] private KeptResponses Kept { get; set; } = default!;

    [Inject] private ProxyCounters Counters { get; set; } = default!;

    [Inject] private HistoryPulse Pulse { get; set; } = default!;

    [Inject] private PortalInfo Info { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeValue { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? FromValue { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? ToValue { get; set; }

    [SupplyParameterFromQuery(Name = "client")] private string? ClientValue { get; set; }

    /// <summary>Whether what is shown cannot change any more, because all of it lies in the past.</summary>
    private bool IsSettled => _data is not null && _error is null && _time.To < Time.GetUtcNow() - LatestRecord;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (_loop is not null)
        {
            await _loop.DisposeAsync();
        }

        _closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _time = PickedTime.Read(RangeValue, FromValue, ToValue);
        _time = _time == PickedTime.All ? PickedTime.UpToNow(RangeChoice.Day.Value) : _time;
        _query = new() { Time = _time, Client = ClientValue ?? "" };
        _client = _query.ToFilter(Time.GetUtcNow())?.Client;
        _choices = Choices();
        _picking = _time.IsCustom;
        _reading = true;
        await ReadAsync();
        if (!_closed.IsCancellationRequested)
        {
            _loop ??= new RefreshLoop(Pulse, Time, () => InvokeAsync(RefreshAsync));
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            if (!IsSettled)
            {
                await ReadAsync();
            }

            StateHasChanged();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await DispatchExceptionAsync(exception); // Nobody awaits a refresh, so the page is told itself.
        }
    }

    private async Task ReadAsync()
    {
        if (History.Reports is null)
        {
            return;
        }

        int turn = ++_turn;
        DateTimeOffset now = Time.GetUtcNow();
        if (_query.Faults.Count > 0 || Range(now) is not { } range)
        {
            (_error, _reading) = (_query.Faults.FirstOrDefault("The dashboard needs a start."), false);
            return;
        }

        try
        {
            DashboardData data = await DashboardData.ReadAsync(History.Reports, range, _time.Bar(range), _client, _closed.Token);
            IReadOnlyList<IPAddress> clients = await ClientsAsync(History.Reports, data, now);
            if (turn == _turn)
            {
                (_data, _error, _reading, _clients) = (data, null, false, clients);
                _choices = Choices();
            }
        }
        catch (TrafficStoreException exception)
        {
            (_error, _reading) = turn != _turn ? (_error, _reading) : ($"The history cannot be read just now: {exception.Message}", false);
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left while it read.
        }
    }

    /// <summary>A stretch without an end goes on until now; one without a start cannot be drawn.</summary>
    private TimeRange? Range(DateTimeOffset now) => _time switch
    {
        { IsCustom: true, From: null } => null,
        { To: null, From: { } from } => new TimeRange(from, now > from ? now : from.AddMinutes(1)),
        _ => _time.At(now),
    };

    /// <summary>The clients to pick from: asked for once, and those that came since.</summary>
    private async Task<IReadOnlyList<IPAddress>> ClientsAsync(ITrafficHistory history, DashboardData data, DateTimeOffset now)
    {
        IEnumerable<IPAddress> known = _clients.Count > 0 ? _clients
            : (await history.TopClientsAsync(new(RangeChoice.Month.Until(now)), PickerCount, _closed.Token)).Select(totals => totals.Client);
        return [.. known.Concat(data.TopClients.Select(totals => totals.Client)).Distinct().Take(MaxClients)];
    }

    private Choice[] Choices()
    {
        IEnumerable<IPAddress> clients = _client is null ? _clients : _clients.Append(_client).Distinct();
        return [Everybody, .. clients.Select(client => new Choice(client.ToString(), client.ToString()))];
    }

    private void PickRange(string range)
    {
        _picking = range == Custom;
        if (!_picking)
        {
            PickTime(PickedTime.UpToNow(range));
        }
    }

    private void PickTime(PickedTime time) => Open(_query with { Time = time });

    private void PickClient(string client) => Open(_query with { Client = client });

    private void Open(LogQuery query) => Navigation.NavigateTo(query.Address("/"));
}
