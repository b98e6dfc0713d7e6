using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Traffic.Tests.Reports;

public sealed class AnalyticsReportTests
{
    [Fact]
    public async Task A_report_holds_the_totals_and_each_order_of_its_range()
    {
        var history = new FakeHistory();
        var range = new TimeRange(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        AnalyticsReport report = await AnalyticsReport.ReadAsync(history, range, 5, TestContext.Current.CancellationToken);

        Assert.Equal(range, report.Range);
        Assert.Equal(7, report.Totals.Requests);
        Assert.Equal(["most.example"], report.TopDomains.Select(domain => domain.Host));
        Assert.Equal(["blocked.example"], report.TopBlocked.Select(domain => domain.Host));
        Assert.Single(report.TopClients);
        Assert.All(history.Asked, asked => Assert.Equal(range, asked));
        Assert.Equal([5, 5, 5], history.Counts);
    }
}
