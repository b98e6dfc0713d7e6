using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class TurnTests
{
    private readonly Turn _turn = new();

    [Fact]
    public async Task The_64th_operation_in_a_row_that_completed_at_once_ends_the_turn_and_the_next_begins()
    {
        for (int turn = 0; turn < 3; turn++)
        {
            await GoOnAsync(63, octets: 1);
            Assert.True(await EndsAsync(atOnce: true, octets: 1));
        }
    }

    [Fact]
    public async Task Operations_that_move_256_KB_at_once_end_the_turn_however_few_they_are()
    {
        await GoOnAsync(3, octets: 65_536);
        Assert.True(await EndsAsync(atOnce: true, octets: 65_536));
        await GoOnAsync(1, octets: 262_143);
        Assert.True(await EndsAsync(atOnce: true, octets: 1));
        Assert.True(await EndsAsync(atOnce: true, octets: 262_144));
    }

    [Fact]
    public async Task A_real_wait_begins_the_turn_anew()
    {
        await GoOnAsync(63, octets: 1);
        Assert.False(await EndsAsync(atOnce: false, octets: 1));
        await GoOnAsync(3, octets: 65_536);
        Assert.False(await EndsAsync(atOnce: false, octets: 65_536));
        await GoOnAsync(63, octets: 1);
        Assert.True(await EndsAsync(atOnce: true, octets: 1));
    }

    [Fact]
    public async Task Operations_that_waited_never_end_it()
    {
        for (int operation = 0; operation < 100; operation++)
        {
            Assert.False(await EndsAsync(atOnce: false, octets: 65_536));
        }
    }

    private async Task GoOnAsync(int operations, int octets)
    {
        for (int operation = 0; operation < operations; operation++)
        {
            Assert.False(await EndsAsync(atOnce: true, octets), $"operation {operation + 1}");
        }
    }

    private Task<bool> EndsAsync(bool atOnce, int octets) => YieldsAsync(_turn.EndAsync(atOnce, octets));

    /// <summary>Whether it leaves the thread; by the time it is looked at it may have come back on another.</summary>
    private static async Task<bool> YieldsAsync(ValueTask end)
    {
        bool yields = end != ValueTask.CompletedTask;
        await end;
        return yields;
    }
}
