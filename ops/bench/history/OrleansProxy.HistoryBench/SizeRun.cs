using Microsoft.Data.Sqlite;

namespace OrleansProxy.HistoryBench;

/// <summary>Bytes a row, by table and index, as pages that the file has for them.</summary>
internal static class SizeRun
{
    public static void Run(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        connection.Open();
        long rows = (long)Ask(connection, "SELECT count(*) FROM traffic")[0][0];
        double rest = 0, rollups = 0;
        foreach (object[] line in Ask(connection, "SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = TRUE GROUP BY name ORDER BY 2 DESC"))
        {
            string name = (string)line[0];
            double bytes = (long)line[1] / (double)rows;
            (name.StartsWith("rollup", StringComparison.Ordinal) ? ref rollups : ref rest) += bytes;
            if (bytes > 0.5)
            {
                Console.WriteLine($"size: {name} {bytes:N1} bytes a row");
            }
        }

        Console.WriteLine($"size: {rows:N0} rows, {rest:N1} bytes a row with indexes and names, rollups {rollups:N1} more");
    }

    private static List<object[]> Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            object[] row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
