using System.Net;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>The dashboard: the figures of a range and a client, as they change.</summary>
public sealed partial class DashboardPage : IAsyncDisposable
{
    private static readonly Choice Everybody = new("", "All clients");
    private readonly CancellationTokenSource _closed = new();
    private RangeChoice _range = RangeChoice.Day;
    private IPAddress? _client;
    private IReadOnlyList<Choice> _clients = [Everybody];
    private DashboardData? _data;
    private RefreshLoop? _loop;
    private string? _error;
    private int _turn; // A read that another was begun after is out of date, and is not shown.

    [Inject] private StoredHistory History { get; set; } = default!;

    [Inject] private KeptResponses Kept { get; set; } = default!;

    [Inject] private ProxyCounters Counters { get; set; } = default!;

    [Inject] private HistoryPulse Pulse { get; set; } = default!;

    [Inject] private PortalInfo Info { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeValue { get; set; }

    [SupplyParameterFromQuery(Name = "client")] private string? ClientValue { get; set; }

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
        _range = RangeChoice.Find(RangeValue) ?? RangeChoice.Day;
        _client = IPAddress.TryParse(ClientValue, out IPAddress? client) ? client : null;
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
            await ReadAsync();
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
        try
        {
            DashboardData data = await DashboardData.ReadAsync(History.Reports, _range, _client, Time.GetUtcNow(), _closed.Token);
            if (turn != _turn)
            {
                return;
            }

            _data = data;
            _clients = ClientChoices(data);
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

    private Choice[] ClientChoices(DashboardData data)
    {
        IEnumerable<IPAddress> clients = data.AllClients.Select(totals => totals.Client);
        if (_client is not null)
        {
            clients = clients.Append(_client).Distinct();
        }

        return [Everybody, .. clients.Select(client => new Choice(client.ToString(), client.ToString()))];
    }

    private void PickRange(string range) => Open(range, _client?.ToString());

    private void PickClient(string client) => Open(_range.Value, client);

    private void Open(string range, string? client) => Navigation.NavigateTo(
        string.IsNullOrEmpty(client) ? $"/?range={range}" : $"/?range={range}&client={Uri.EscapeDataString(client)}", replace: true);
}
