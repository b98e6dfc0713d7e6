using OrleansProxy.Storage.Migrations;

namespace OrleansProxy.Storage.Tests.Migrations;

public sealed class SchemaUpgradeTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public void Steps_are_numbered_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(step => step.Version));

    [Fact]
    public async Task A_new_file_stands_at_the_latest_version_with_its_settings()
    {
        await _folder.OpenAsync();

        Assert.Equal([$"{Migration.Latest}"], Ask("PRAGMA user_version"));
        Assert.Equal([$"{SchemaUpgrade.ApplicationId}"], Ask("PRAGMA application_id"));
        Assert.Equal(["wal"], Ask("PRAGMA journal_mode"));
        Assert.Equal(["2"], Ask("PRAGMA auto_vacuum")); // incremental
    }

    [Fact]
    public async Task A_newer_database_is_refused_with_a_sentence()
    {
        await _folder.OpenAsync();
        await _folder.CloseAsync();
        Ask("PRAGMA user_version = 99");

        var fault = await Assert.ThrowsAsync<StorageException>(_folder.OpenAsync);

        Assert.Contains("written by a newer version of this program (schema 99", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["99"], Ask("PRAGMA user_version"));
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.DatabasePath)!);
        Ask("CREATE TABLE requests (id INTEGER PRIMARY KEY, url TEXT)");

        var fault = await Assert.ThrowsAsync<StorageException>(_folder.OpenAsync);

        Assert.Contains("belongs to another program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["requests"], Ask("SELECT name FROM sqlite_schema"));
    }

    [Fact]
    public async Task An_older_database_is_brought_up_to_date_with_its_rows()
    {
        await _folder.OpenWithAsync(SampleRecord.Full);
        await _folder.CloseAsync();
        Ask("DROP TABLE rule; DROP TABLE rules_version; DROP TABLE account; "
            + "DROP TABLE proxy_users; DROP TABLE proxy_users_version; DROP VIEW requests; DROP VIEW all_requests; "
            + "ALTER TABLE traffic DROP COLUMN proxy_user; CREATE VIEW all_requests AS SELECT id FROM traffic; "
            + "CREATE VIEW requests AS SELECT id FROM all_requests; PRAGMA user_version = 1");
        await Assert.ThrowsAsync<StorageException>(
            () => SqliteStorage.OpenReadOnlyAsync(_folder.DatabasePath, Cancellation));

        SqliteStorage storage = await _folder.OpenAsync();

        Assert.Empty((await storage.Rules.LoadAsync(Cancellation)).Rules);
        Assert.Equal(["1"], Ask("SELECT count(*) FROM traffic"));
        Assert.Equal([""], Ask("SELECT user FROM requests"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_version_before_it()
    {
        await _folder.OpenAsync();
        using var connection = Shell.Open(_folder.DatabasePath);
        Migration[] steps = [.. Migration.All, new(Migration.Latest + 1, "CREATE TABLE one (id); CREATE TABLE one (id);")];

        Assert.ThrowsAny<Exception>(() => SchemaUpgrade.Apply(connection, _folder.DatabasePath, steps));

        Assert.Equal([$"{Migration.Latest}"], Ask("PRAGMA user_version"));
        Assert.Empty(Shell.Ask(_folder.DatabasePath, "SELECT 1 FROM sqlite_schema WHERE name = 'one'"));
    }

    private string[] Ask(string sql) => Shell.Ask(_folder.DatabasePath, sql).FirstOrDefault() ?? [];
}
