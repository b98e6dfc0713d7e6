using OrleansProxy.Policy.Credentials;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Credentials;

public sealed class CredentialMemoryTests
{
    private static readonly UserSnapshot Users = new(new StoredUsers(0, []));
    private static readonly RememberedCredential Known = new("alice", null, IsRight: false);
    private readonly ManualTime _time = new();

    [Fact]
    public void It_holds_no_more_than_its_capacity_and_forgets_the_oldest()
    {
        var memory = new CredentialMemory(100, TimeSpan.FromMinutes(5), _time);
        for (ulong number = 0; number < 10_000; number++)
        {
            memory.Add(Key(number), Known);
            _time.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Equal(100, memory.Count);
        Assert.Null(memory.Find(Key(9_899), Users));
        Assert.NotNull(memory.Find(Key(9_900), Users));
    }

    [Fact]
    public void What_is_too_old_is_not_found_and_soon_gone()
    {
        var memory = new CredentialMemory(100, TimeSpan.FromMinutes(5), _time);
        memory.Add(Key(1), Known);
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.NotNull(memory.Find(Key(1), Users));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(memory.Find(Key(1), Users));
        memory.Add(Key(2), Known);
        Assert.Equal(1, memory.Count);
    }

    [Fact]
    public void What_is_remembered_anew_is_as_old_as_the_second_time()
    {
        var memory = new CredentialMemory(100, TimeSpan.FromMinutes(5), _time);
        memory.Add(Key(1), Known);
        _time.Advance(TimeSpan.FromMinutes(3));
        memory.Add(Key(1), Known);
        _time.Advance(TimeSpan.FromMinutes(3));
        memory.Add(Key(2), Known);
        Assert.NotNull(memory.Find(Key(1), Users));
    }

    private static CredentialKey Key(ulong number) => new(number, 0);
}
