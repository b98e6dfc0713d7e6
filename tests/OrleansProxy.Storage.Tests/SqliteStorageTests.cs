using Microsoft.Data.Sqlite;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.Tests;

public sealed class SqliteStorageTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task The_file_and_its_folder_are_made_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await _folder.OpenWithAsync(SampleRecord.Full);

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_folder.DatabasePath)!));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.DatabasePath));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode($"{_folder.DatabasePath}-wal"));
    }

    [Fact]
    public async Task What_was_written_is_there_after_closing_and_opening()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.Full);
        await storage.Rules.AddAsync(new RuleDraft("example.com"), SampleRecord.Noon, Cancellation);
        await _folder.CloseAsync();
        Assert.False(File.Exists($"{_folder.DatabasePath}-wal"));

        storage = await _folder.OpenAsync();

        Assert.Single(await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation));
        Assert.Single((await storage.Rules.LoadAsync(Cancellation)).Rules);
    }

    [Fact]
    public async Task After_a_crash_everything_that_was_committed_is_there_and_the_file_is_sound()
    {
        await _folder.OpenWithAsync(SampleRecord.At(0), SampleRecord.At(1));
        string copy = _folder.File("copy.db");
        File.Copy(_folder.DatabasePath, copy);
        File.Copy($"{_folder.DatabasePath}-wal", $"{copy}-wal");

        await using SqliteStorage storage = await SqliteStorage.OpenAsync(copy, Cancellation);

        Assert.Equal(2, (await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation)).Count);
        Assert.Equal(["ok"], Shell.Ask(copy, "PRAGMA integrity_check").Single());
    }

    [Fact]
    public async Task A_transaction_that_was_cut_short_leaves_nothing()
    {
        await _folder.OpenWithAsync(SampleRecord.At(0));
        string copy = _folder.File("copy.db");
        File.Copy(_folder.DatabasePath, copy);
        byte[] journal = await File.ReadAllBytesAsync($"{_folder.DatabasePath}-wal", Cancellation);
        await (await _folder.OpenAsync()).TrafficStore.WriteAsync([SampleRecord.At(1)], Cancellation);
        byte[] longer = await File.ReadAllBytesAsync($"{_folder.DatabasePath}-wal", Cancellation);
        Assert.True(longer.Length > journal.Length);
        await File.WriteAllBytesAsync($"{copy}-wal", longer[..(longer.Length - 100)], Cancellation);

        await using SqliteStorage storage = await SqliteStorage.OpenAsync(copy, Cancellation);

        Assert.Single(await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation));
        Assert.Equal(1, (await storage.History.TotalsAsync(new(TimeRange.All), Cancellation)).Requests);
    }

    [Fact]
    public async Task Rows_are_written_while_another_process_reads()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0));
        using SqliteConnection shell = Shell.Open(_folder.DatabasePath);
        using SqliteTransaction reading = shell.BeginTransaction(deferred: true);
        Assert.Single(Shell.Ask(shell, "SELECT id FROM requests"));

        await storage.TrafficStore.WriteAsync([SampleRecord.At(1)], Cancellation);

        Assert.Equal(2, (await storage.History.TotalsAsync(new(TimeRange.All), Cancellation)).Requests);
        Assert.Single(Shell.Ask(shell, "SELECT id FROM requests"));
    }

    [Fact]
    public async Task A_lock_that_another_process_keeps_is_an_error_and_over_when_the_lock_is()
    {
        SqliteStorage storage = await _folder.OpenAsync();
        using (SqliteConnection shell = Shell.Open(_folder.DatabasePath))
        using (shell.BeginTransaction(deferred: false))
        {
            var fault = await Assert.ThrowsAsync<TrafficStoreException>(
                () => storage.TrafficStore.WriteAsync([SampleRecord.At(0)], Cancellation));
            Assert.EndsWith("is locked by another process.", fault.Message, StringComparison.Ordinal);
        }

        await storage.TrafficStore.WriteAsync([SampleRecord.At(0)], Cancellation);

        Assert.Single(Shell.Ask(_folder.DatabasePath, "SELECT id FROM requests"));
    }

    [Fact]
    public async Task Opened_for_reading_alone_it_answers_beside_the_program_and_cannot_be_written()
    {
        await _folder.OpenWithAsync(SampleRecord.At(0));
        await using SqliteStorage reader = await SqliteStorage.OpenReadOnlyAsync(_folder.DatabasePath, Cancellation);

        Assert.Equal(1, (await reader.History.TotalsAsync(new(TimeRange.All), Cancellation)).Requests);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => reader.TrafficStore.WriteAsync([SampleRecord.At(1)], Cancellation));
    }

    [Fact]
    public async Task Opened_for_reading_alone_a_file_that_is_missing_is_not_made()
    {
        var fault = await Assert.ThrowsAsync<StorageException>(
            () => SqliteStorage.OpenReadOnlyAsync(_folder.DatabasePath, Cancellation));

        Assert.Contains("does not exist", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.DatabasePath));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        string path = _folder.File("notes.db");
        string text = string.Concat(Enumerable.Repeat("Dear diary. ", 200));
        await File.WriteAllTextAsync(path, text, Cancellation);

        var fault = await Assert.ThrowsAsync<StorageException>(() => SqliteStorage.OpenAsync(path, Cancellation));

        Assert.StartsWith($"The file {path} is not a database.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path, Cancellation));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "", Cancellation);

        var fault = await Assert.ThrowsAsync<StorageException>(
            () => SqliteStorage.OpenAsync(_folder.File("file/traffic.db"), Cancellation));

        Assert.Contains("cannot be made", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_after_closing_is_an_error()
    {
        SqliteStorage storage = await _folder.OpenAsync();
        await storage.DisposeAsync();
        await storage.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => storage.History.TotalsAsync(new(TimeRange.All), Cancellation));
    }
}
