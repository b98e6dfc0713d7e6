using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Tests.Origins;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class SendingSideTests
{
    private static readonly byte[] Message = new byte[4000];

    [Fact]
    public void Only_a_little_is_sent_soon_before_the_peer_speaks_again()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using var transport = new ScriptedTransport(home: 0) { TakesOver = true };
        var sending = new SendingSide(transport, clock);
        for (int round = 1; round <= 3; round++)
        {
            int taken = 0;
            while (sending.TrySendSoon(Message))
            {
                taken++;
            }

            Assert.Equal(4, taken);
            Assert.Equal(round * 4 * Message.Length, sending.BytesSent);
            sending.NotePeerSpoke();
        }
    }

    [Fact]
    public void What_is_not_taken_over_does_not_count_as_sent()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using var transport = new ScriptedTransport(home: 0);
        var sending = new SendingSide(transport, clock);
        Assert.False(sending.TrySendSoon(Message));
        Assert.Equal(0, sending.BytesSent);
    }
}
