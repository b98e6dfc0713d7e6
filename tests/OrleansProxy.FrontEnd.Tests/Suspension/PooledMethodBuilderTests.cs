using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Suspension;

namespace OrleansProxy.FrontEnd.Tests.Suspension;

public sealed class PooledMethodBuilderTests
{
    private readonly TaskCompletionSource<int> _source = new();
    private readonly AsyncLocal<string?> _context = new();

    [Fact]
    public async Task A_method_that_does_not_wait_ends_at_once()
    {
        _source.SetResult(1);
        ValueTask<int> task = AddOneAsync(_source.Task);
        Assert.True(task.IsCompletedSuccessfully);
        Assert.Equal(2, await task);
        ValueTask other = WaitAsync(_source.Task);
        Assert.True(other.IsCompletedSuccessfully);
        await other;
    }

    [Fact]
    public async Task A_method_that_waits_ends_with_what_it_waited_for()
    {
        ValueTask<int> task = AddOneAsync(_source.Task);
        Assert.False(task.IsCompleted);
        _source.SetResult(1);
        Assert.Equal(2, await task);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_reaches_who_awaits_whether_it_came_before_the_first_wait_or_after(bool before)
    {
        if (before)
        {
            _source.SetException(new InvalidDataException("no"));
        }

        ValueTask<int> task = AddOneAsync(_source.Task);
        ValueTask other = WaitAsync(_source.Task);
        if (!before)
        {
            _source.SetException(new InvalidDataException("no"));
        }

        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidDataException>(async () => await task)).Message);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidDataException>(async () => await other)).Message);
    }

    [Fact]
    public async Task A_cancelled_method_is_cancelled()
    {
        ValueTask<int> task = AddOneAsync(_source.Task);
        _source.SetCanceled(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await task);
    }

    [Fact]
    public void A_result_is_taken_once_and_not_before_it_is_there()
    {
        ValueTask<int> task = AddOneAsync(_source.Task);
        Assert.Throws<InvalidOperationException>(() => Take(task));
        _source.SetResult(1);
        Assert.Equal(2, Take(task));
        Assert.Throws<InvalidOperationException>(() => Take(task));
    }

    [Fact]
    public void Memory_is_used_again_by_the_next_method_of_its_kind_and_by_no_other_meanwhile()
    {
        var second = new TaskCompletionSource<int>();
        Use(_source.Task, () => _source.SetResult(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ValueTask<int> task = AddOneAsync(second.Task);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        ValueTask<int> other = AddOneAsync(new TaskCompletionSource<int>().Task);
        second.SetResult(5);
        Assert.Equal(6, Take(task));
        Assert.False(other.IsCompleted);
    }

    [Theory]
    [InlineData(false, "mine")]
    [InlineData(true, null)]
    public async Task The_context_flows_unless_that_is_suppressed(bool isSuppressed, string? seen)
    {
        _context.Value = "mine";
        ValueTask<string?> task;
        if (isSuppressed)
        {
            using (ExecutionContext.SuppressFlow())
            {
                task = ContextAfterAsync(_source.Task);
            }
        }
        else
        {
            task = ContextAfterAsync(_source.Task);
        }

        var thread = new Thread(() => _source.SetResult(1));
        thread.UnsafeStart();
        Assert.Equal(seen, await task);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private static async ValueTask<int> AddOneAsync(Task<int> task) => await task.ConfigureAwait(false) + 1;

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask WaitAsync(Task task) => await task.ConfigureAwait(false);

    private static int Take(ValueTask<int> task) => task.GetAwaiter().GetResult();

    private static void Use(Task<int> task, Action end)
    {
        ValueTask<int> first = AddOneAsync(task);
        end();
        Take(first);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private async ValueTask<string?> ContextAfterAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return _context.Value;
    }
}
