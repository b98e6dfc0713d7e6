using OrleansProxy.Silo.WithoutOrleans;

return MissingOrleans.Report(Console.Error);
