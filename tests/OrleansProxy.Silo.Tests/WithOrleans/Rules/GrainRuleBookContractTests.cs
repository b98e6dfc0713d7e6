using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Tests.Contracts;

namespace OrleansProxy.Silo.Tests.WithOrleans.Rules;

public sealed class GrainRuleBookContractTests : RuleBookContract, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);
    private readonly List<GrainCluster> _clusters = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_added_on_one_node_is_in_force_on_the_other_within_a_second()
    {
        GrainCluster cluster = await StartAsync(2, new InMemoryRuleStore(), new BlacklistOptions());
        IRuleBook[] nodes = [.. cluster.Nodes.Select(node => node.GetRequiredService<IRuleBook>())];
        Task blocked = WhenAsync(nodes[1], snapshot => snapshot.Decide("www.example.com").Effect == RuleEffect.Block);
        Rule rule = await nodes[0].AddAsync(new("example.com", "why"), Cancellation);
        await blocked;
        Assert.Equal(rule, nodes[1].Current.Decide("www.example.com").Rule);

        Task allowed = WhenAsync(nodes[0], snapshot => snapshot.Rules.IsEmpty);
        Assert.True(await nodes[1].RemoveAsync(rule.Id, Cancellation));
        await allowed;
        Assert.Equal(RuleEffect.None, nodes[0].Current.Decide("www.example.com").Effect);
    }

    [Fact]
    public async Task What_the_store_says_to_the_administrator_arrives_on_each_node()
    {
        GrainCluster cluster = await StartAsync(2, new FullRuleStore(), new BlacklistOptions());
        foreach (IRuleBook book in cluster.Nodes.Select(node => node.GetRequiredService<IRuleBook>()))
        {
            RuleStoreException told = await Assert.ThrowsAsync<RuleStoreException>(
                () => book.AddAsync(new("example.com"), Cancellation));
            Assert.Equal(FullRuleStore.Sentence, told.Message);
            told = await Assert.ThrowsAsync<RuleStoreException>(() => book.RemoveAsync(1, Cancellation));
            Assert.Equal(FullRuleStore.Sentence, told.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (GrainCluster cluster in _clusters)
        {
            await cluster.DisposeAsync();
        }
    }

    protected override async ValueTask<IRuleBook> OpenAsync(IRuleStore store, BlacklistOptions options, TimeProvider time) =>
        (await StartAsync(1, store, options)).Nodes[0].GetRequiredService<IRuleBook>();

    private static async Task WhenAsync(IRuleBook book, Func<RuleSnapshot, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        book.Changed += Look;
        try
        {
            Look(book.Current);
            await met.Task.WaitAsync(Deadline, Cancellation);
        }
        finally
        {
            book.Changed -= Look;
        }

        void Look(RuleSnapshot snapshot)
        {
            if (condition(snapshot))
            {
                met.TrySetResult();
            }
        }
    }

    private async Task<GrainCluster> StartAsync(short silos, IRuleStore store, BlacklistOptions options)
    {
        GrainCluster cluster = await GrainCluster.StartAsync(silos, store, options);
        _clusters.Add(cluster);
        return cluster;
    }
}
