using Spectre.Console;

namespace OrleansProxy.Hosting.Reports;

/// <summary>A table whose lines have a bar each, at most as wide as the terminal.</summary>
/// <param name="terminal">Where it goes.</param>
internal sealed class BarTable(IAnsiConsole terminal)
{
    private const int BarWidth = 16;
    private const int WidthOfFigures = 38; // the widest figures of any table and the spaces between columns
    private const int LeastName = 12;
    private const char Full = '█', Half = '▌', Plain = '#';

    /// <summary>One line.</summary>
    /// <param name="Name">Any text.</param>
    /// <param name="Value">What the bar shows.</param>
    /// <param name="Cells">The value as text, and what else there is.</param>
    internal sealed record Line(string Name, double Value, params string[] Cells);

    /// <summary>A table of this kind without lines.</summary>
    public static Table New(string title, string name, params string[] values)
    {
        Table table = new Table().Title($"[bold]{title}[/]").Border(TableBorder.Simple).AddColumn(name);
        foreach (string value in values)
        {
            table.AddColumn(value, column => column.RightAligned().NoWrap());
        }

        return table;
    }

    /// <summary>Writes the table; nothing where there are no lines.</summary>
    public void Write(string title, string name, string value, string[] more, IEnumerable<Line> lines)
    {
        Line[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        double greatest = all.Max(line => line.Value);
        int room = Math.Max(LeastName, terminal.Profile.Width - BarWidth - WidthOfFigures);
        Table table = New(title, name, [value, .. more]).AddColumn("", column => column.NoWrap().Width(BarWidth));
        foreach (Line line in all)
        {
            table.AddRow([
                Markup.Escape(Shorten(line.Name, room)), .. line.Cells.Select(Markup.Escape), $"[teal]{Bar(greatest > 0 ? line.Value / greatest : 0)}[/]",
            ]);
        }

        terminal.WriteLine();
        terminal.Write(table);
    }

    /// <summary>A name that fits: of a host the end says more than the beginning.</summary>
    private static string Shorten(string name, int room) => name.Length switch
    {
        0 => "(no host)",
        var length when length > room => string.Concat("...", name.AsSpan(length - room + 3)),
        _ => name,
    };

    private string Bar(double share)
    {
        int halves = (int)Math.Round(2 * BarWidth * share);
        return terminal.Profile.Capabilities.Unicode
            ? new string(Full, halves / 2) + (halves % 2 == 1 ? Half.ToString() : "")
            : new string(Plain, (halves + 1) / 2);
    }
}
