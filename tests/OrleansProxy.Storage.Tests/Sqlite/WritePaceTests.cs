using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class WritePaceTests : IAsyncDisposable
{
    private const int BatchSize = 1_000;

    private readonly ManualTime _time = new();
    private readonly TempFolder _folder = new();
    private readonly List<TimeSpan> _rests = [];
    private readonly WritePace _pace;

    public WritePaceTests() => _pace = new WritePace(_time, _rests.Add) { BatchSize = BatchSize };

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public void It_rests_after_each_stretch_of_work()
    {
        _pace.Begin(100);
        _time.Advance(WritePace.Stretch - TimeSpan.FromTicks(1));
        _pace.Breathe();
        Assert.Empty(_rests);
        _time.Advance(TimeSpan.FromTicks(1));
        _pace.Breathe();
        _pace.Breathe();
        Assert.Equal([WritePace.Rest], _rests);
        _time.Advance(WritePace.Stretch);
        _pace.Breathe();
        Assert.Equal([WritePace.Rest, WritePace.Rest], _rests);
    }

    [Fact]
    public void What_passed_before_a_batch_is_no_work()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _pace.Begin(100);
        _pace.Breathe();
        Assert.Empty(_rests);
    }

    [Theory]
    [InlineData(2 * BatchSize, 1)]
    [InlineData((2 * BatchSize) + 1, 0)]
    public void It_does_not_rest_when_many_records_wait(int records, int rests)
    {
        _pace.Begin(records);
        _time.Advance(WritePace.Stretch);
        _pace.Breathe();
        Assert.Equal(rests, _rests.Count);
    }

    [Fact]
    public void It_rests_no_more_than_so_often_in_one_batch()
    {
        foreach (int _ in Enumerable.Range(0, 2))
        {
            _rests.Clear();
            _pace.Begin(100);
            for (int i = 0; i < WritePace.MostRests + 5; i++)
            {
                _time.Advance(WritePace.Stretch);
                _pace.Breathe();
            }

            Assert.Equal(WritePace.MostRests, _rests.Count);
        }
    }

    [Fact]
    public async Task A_batch_rests_between_records_and_between_rows()
    {
        const int Records = 320;
        var busy = new WritePace(new HurriedTime(), _rests.Add);
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, TestContext.Current.CancellationToken);
        var store = new SqliteTrafficStore(database, busy);
        TrafficRecord[] batch = [.. Enumerable.Range(0, Records).Select(i => SampleRecord.At(i))];
        await store.WriteAsync(batch, TestContext.Current.CancellationToken);

        // Before every 64th record, and after every 16th row.
        Assert.Equal((Records / 64) + (Records / 16), _rests.Count);
        Assert.Equal([$"{Records}"], Shell.Ask(_folder.DatabasePath, "SELECT count(*) FROM requests").Single());
    }

    /// <summary>A stretch of work has passed whenever it is asked.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += WritePace.Stretch.Ticks;
    }
}
