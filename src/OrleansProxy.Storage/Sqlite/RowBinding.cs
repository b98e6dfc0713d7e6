namespace OrleansProxy.Storage.Sqlite;

/// <summary>Binds a row to a statement that adds rows.</summary>
/// <typeparam name="T">What the row is made of.</typeparam>
/// <param name="insert">The statement.</param>
/// <param name="before">The number before the row's first parameter.</param>
/// <param name="row">The row.</param>
internal delegate void RowBinding<T>(PreparedStatement insert, int before, in T row);
