using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Tests.Credentials;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Users;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Users;

public sealed class UserEditingTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly InMemoryUserStore _store = new();
    private readonly Toasts _toasts = new(new ManualTime());
    private UserBook _book = null!;
    private UserEditing _editing = null!;
    private int _changes;

    public async ValueTask InitializeAsync()
    {
        _book = await UserBook.OpenAsync(_store, TestContext.Current.CancellationToken);
        _editing = new(_store, _book, new PasswordHasher(), _time, _toasts, NullLogger<UserEditing>.Instance);
        _editing.Changed += () =>
        {
            _changes++;
            return Task.CompletedTask;
        };
    }

    public ValueTask DisposeAsync()
    {
        _toasts.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_user_is_added_with_a_hash_and_in_force_at_once()
    {
        Assert.Null(await _editing.AddAsync("alice", "open sesame"));

        ProxyUser user = Assert.Single(await _editing.LoadAsync());
        Assert.Equal(("alice", _time.GetUtcNow(), false), (user.Name, user.CreatedAt, user.Disabled));
        Assert.True(await PasswordHasher.VerifyAsync("open sesame", user.PasswordHash, TestContext.Current.CancellationToken));
        Assert.Equal(1, _book.Current.Version);
        Assert.Equal(1, _changes);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_at_the_form()
    {
        await _editing.AddAsync("alice", "open sesame");

        Assert.Contains("There is a user alice already", await _editing.AddAsync("alice", "other words"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_user_comes_back_as_they_were()
    {
        await _editing.AddAsync("alice", "open sesame");
        ProxyUser added = Assert.Single(await _editing.LoadAsync());
        await _editing.SetEnabledAsync(added, enabled: false);
        ProxyUser disabled = Assert.Single(await _editing.LoadAsync());
        Assert.True(disabled.Disabled);

        await _editing.RemoveAsync(disabled);
        Assert.Empty(await _editing.LoadAsync());
        Assert.Equal(3, _book.Current.Version);

        await Assert.Single(_toasts.Shown).Undo!();
        Assert.Equal(disabled, Assert.Single(await _editing.LoadAsync()));
    }

    [Fact]
    public async Task A_store_that_fails_is_told_and_ends_nothing()
    {
        _store.Fault = new UserStoreException("the disk is full");

        Assert.Null(await _editing.AddAsync("alice", "open sesame"));
        Assert.Empty(await _editing.LoadAsync());

        Assert.Equal(
            ["The user could not be saved: the disk is full", "The users could not be read: the disk is full"],
            _toasts.Shown.Select(toast => toast.Text));
        Assert.Equal(0, _changes);
    }
}
