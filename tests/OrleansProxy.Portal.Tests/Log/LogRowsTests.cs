using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LogRowsTests
{
    private readonly LogRows _rows = new();

    [Fact]
    public void A_record_that_is_stored_and_comes_live_too_is_shown_once()
    {
        TrafficRecord record = Records.Get();
        _rows.Show([new TrafficRow(7, record)]);

        Assert.False(_rows.AddNewest(record with { Timestamp = record.Timestamp.AddTicks(9) }));

        Assert.Single(_rows.Shown);
        Assert.Equal(7, _rows.OldestId);
    }

    [Fact]
    public void What_comes_live_stands_on_top_and_what_is_older_below()
    {
        _rows.Show([new TrafficRow(7, Records.Get("b")), new TrafficRow(6, Records.Get("c"))]);
        _rows.AddNewest(Records.Get("a"));

        Assert.Equal(["a", "b", "c"], _rows.Shown.Select(row => row.Record.Host));
    }

    [Fact]
    public void The_end_of_a_tunnel_takes_the_place_of_its_opening()
    {
        TrafficRecord ended = Records.Get("a", TrafficResult.Tunnelled) with { TunnelId = 3 };
        TrafficRecord opened = ended with { IsOpen = true, BytesSent = 0, Duration = TimeSpan.Zero };
        _rows.Show([new TrafficRow(7, opened)]);
        _rows.AddNewest(Records.Get("b"));

        Assert.True(_rows.AddNewest(ended));
        Assert.False(_rows.AddNewest(opened));

        Assert.Equal([Records.Get("b"), ended], _rows.Shown.Select(row => row.Record));
        Assert.Equal(7, _rows.OldestId);
    }

    [Fact]
    public void A_page_takes_the_place_of_what_was_shown()
    {
        _rows.AddNewest(Records.Get("a"));
        _rows.Show([new TrafficRow(7, Records.Get("b")), new TrafficRow(6, Records.Get("c"))]);

        Assert.Equal(["b", "c"], _rows.Shown.Select(row => row.Record.Host));
        Assert.Equal(6, _rows.OldestId);
        Assert.True(_rows.AddNewest(Records.Get("a")));
    }

    [Fact]
    public void Live_rows_push_the_oldest_out()
    {
        for (int i = 0; i <= LogRows.MaxRows; i++)
        {
            _rows.AddNewest(Records.Get($"h{i}"));
        }

        Assert.Equal(LogRows.MaxRows, _rows.Shown.Count);
        Assert.Equal("h1", _rows.Shown[^1].Record.Host);
        Assert.True(_rows.IsTrimmed);
    }
}
