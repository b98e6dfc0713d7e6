using System.Buffers;
using System.Net;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Export;

/// <summary>
/// Rows as comma-separated values (RFC 4180), lines ended by CR LF. A cell that a spreadsheet would run as a formula gets a single
/// quote in front.
/// </summary>
internal sealed class CsvRows(LogBuffer output) : IRowWriter, ICells
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20");

    public void Begin()
    {
        for (int i = 0; i < TrafficColumn.All.Count; i++)
        {
            Separate(i);
            output.Append(TrafficColumn.All[i].Name);
        }

        output.Append("\r\n"u8);
    }

    public void Write(TrafficRow row)
    {
        for (int i = 0; i < TrafficColumn.All.Count; i++)
        {
            Separate(i);
            TrafficColumn.All[i].Write(row, this);
        }

        output.Append("\r\n"u8);
    }

    public void Nothing()
    {
    }

    public void Word(string word) => output.Append(word);

    public void Text(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        bool isQuoted = text.AsSpan().ContainsAny(Quoted);
        output.Append(isQuoted ? "\""u8 : default);
        output.Append(Formula.Contains(text[0]) ? "'"u8 : default);
        if (isQuoted)
        {
            AppendQuoted(text);
        }
        else
        {
            output.Append(text);
        }
    }

    public void Number(long number) => output.Append(number);

    public void Seconds(TimeSpan length) => CellFormat.AppendSeconds(output, length);

    public void Time(DateTimeOffset time) => CellFormat.AppendTime(output, time);

    public void Address(IPAddress address) => output.Append(address);

    public void EndPoint(IPEndPoint endPoint)
    {
        Span<byte> text = stackalloc byte[CellFormat.LongestEndPoint];
        output.Append(text[..CellFormat.WriteEndPoint(text, endPoint)]);
    }

    private void Separate(int column) => output.Append(column > 0 ? ","u8 : default);

    /// <summary>Appends the rest of a cell whose first quote stands: quotes within are doubled, and the last one ends it.</summary>
    private void AppendQuoted(ReadOnlySpan<char> text)
    {
        for (int quote = text.IndexOf('"'); quote >= 0; quote = text.IndexOf('"'))
        {
            output.Append(text[..quote]);
            output.Append("\"\""u8);
            text = text[(quote + 1)..];
        }

        output.Append(text);
        output.Append("\""u8);
    }
}
