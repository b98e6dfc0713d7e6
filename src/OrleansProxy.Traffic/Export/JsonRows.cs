using System.Net;
using System.Text.Json;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Export;

/// <summary>
/// Rows as one JSON object a line: numbers as numbers, and null where there is nothing; everything outside ASCII is escaped.
/// </summary>
internal sealed class JsonRows : IRowWriter, ICells, IDisposable
{
    private static readonly JsonEncodedText[] Names = [.. TrafficColumn.All.Select(column => JsonEncodedText.Encode(column.Name))];

    private readonly LogBuffer _output;
    private readonly LogBuffer _text = new();
    private readonly Utf8JsonWriter _json;

    public JsonRows(LogBuffer output)
    {
        _output = output;
        _json = new Utf8JsonWriter(output);
    }

    public void Begin()
    {
        // Lines of JSON have no header.
    }

    public void Write(TrafficRow row)
    {
        _json.Reset();
        _json.WriteStartObject();
        for (int i = 0; i < Names.Length; i++)
        {
            _json.WritePropertyName(Names[i]);
            TrafficColumn.All[i].Write(row, this);
        }

        _json.WriteEndObject();
        _json.Flush();
        _output.Append("\n"u8);
    }

    public void Nothing() => _json.WriteNullValue();

    public void Word(string word) => _json.WriteStringValue(word);

    public void Text(string text) => _json.WriteStringValue(text);

    public void Number(long number) => _json.WriteNumberValue(number);

    public void Seconds(TimeSpan length)
    {
        _text.Clear();
        CellFormat.AppendSeconds(_text, length);
        _json.WriteRawValue(_text.Written, skipInputValidation: true);
    }

    public void Time(DateTimeOffset time)
    {
        _text.Clear();
        CellFormat.AppendTime(_text, time);
        _json.WriteStringValue(_text.Written);
    }

    public void Address(IPAddress address)
    {
        Span<byte> text = stackalloc byte[CellFormat.LongestEndPoint];
        address.TryFormat(text, out int length);
        _json.WriteStringValue(text[..length]);
    }

    public void EndPoint(IPEndPoint endPoint)
    {
        Span<byte> text = stackalloc byte[CellFormat.LongestEndPoint];
        _json.WriteStringValue(text[..CellFormat.WriteEndPoint(text, endPoint)]);
    }

    public void Dispose() => _json.Dispose();
}
