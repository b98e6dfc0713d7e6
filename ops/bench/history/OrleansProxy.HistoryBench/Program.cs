using OrleansProxy.HistoryBench;

// bare FILE [seconds]; write FILE [seconds] [records/s]; fill FILE [rows] [days] [seconds]; ask FILE [days] [times]; export FILE [days] [rows].
// fill may be called again and again until it has all rows.
int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at]) : otherwise;
switch (args)
{
    case ["write", var file, ..]:
        await WriteRun.RunAsync(file, Number(2, 60), Number(3, 60_000));
        break;
    case ["bare", var file, ..]:
        BareRun.Run(file, Number(2, 20));
        break;
    case ["fill", var file, ..]:
        await FillRun.RunAsync(file, Number(2, 10_000_000), Number(3, 90), Number(4, int.MaxValue));
        break;
    case ["ask", var file, ..]:
        await PanelRun.RunAsync(file, Number(2, 90), Number(3, 20));
        break;
    case ["export", var file, ..]:
        await ExportRun.RunAsync(file, Number(2, 90), Number(3, 1_000_000));
        break;
    default:
        Console.Error.WriteLine("bare, write, fill, ask or export, and a file");
        return 2;
}

return 0;
