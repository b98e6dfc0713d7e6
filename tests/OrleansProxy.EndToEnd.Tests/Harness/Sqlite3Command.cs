using System.Globalization;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>The sqlite3 shell on the history of a program's folder, as a person with SQL uses it.</summary>
internal sealed class Sqlite3Command(TemporaryFolder folder)
{
    private readonly string _program = RequiredProgram.Find("sqlite3");

    /// <summary>The rows of a query, their columns parted by '|'.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        var result = await CommandResult.RunAsync(_program, ["-readonly", folder.File("Logs/Database/proxy_traffic.db"), sql]);
        Assert.True(result.ExitCode == 0, $"{sql}\n{result.Errors}");
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The number that a query answers.</summary>
    public async Task<long> NumberAsync(string sql) =>
        long.Parse(Assert.Single(await QueryAsync(sql)), CultureInfo.InvariantCulture);
}
