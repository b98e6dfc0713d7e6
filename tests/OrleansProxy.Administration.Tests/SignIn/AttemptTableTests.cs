using OrleansProxy.Administration.SignIn;

namespace OrleansProxy.Administration.Tests.SignIn;

public sealed class AttemptTableTests
{
    [Fact]
    public void Past_its_capacity_the_key_tried_longest_ago_is_forgotten()
    {
        var table = new AttemptTable(limit: 1, TimeSpan.FromMinutes(15), capacity: 2);
        table.Add("a", 0);
        table.Add("b", 1);
        table.Add("a", 2);

        table.Add("c", 3);

        Assert.Equal(2, table.Count);
        Assert.Equal(0, table.Wait("b", 4));
        Assert.True(table.Wait("a", 4) > 0);
        Assert.True(table.Wait("c", 4) > 0);
    }
}
