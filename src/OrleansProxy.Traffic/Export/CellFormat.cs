using System.Net;
using System.Net.Sockets;
using OrleansProxy.Traffic.AccessLog;

namespace OrleansProxy.Traffic.Export;

/// <summary>How values are written in every format, straight into UTF-8; the views of the database write them alike.</summary>
internal static class CellFormat
{
    /// <summary>The longest address: eight groups, a scope, brackets and a port.</summary>
    public const int LongestEndPoint = 96;

    private const int TicksPerMicrosecond = 10;
    private const int MicrosecondsPerSecond = 1_000_000;
    private const int FractionDigits = 6;

    /// <summary>Appends "2026-03-01T12:00:00.123Z": the round-trip format, which is the quick one, without its last four digits.</summary>
    public static void AppendTime(LogBuffer output, DateTimeOffset time)
    {
        output.Append(time.UtcDateTime, "O");
        output.Shorten("4567Z".Length);
        output.Append("Z"u8);
    }

    /// <summary>Appends seconds with one to six digits after the point.</summary>
    public static void AppendSeconds(LogBuffer output, TimeSpan length)
    {
        long microseconds = (length.Ticks + (TicksPerMicrosecond / 2)) / TicksPerMicrosecond;
        output.Append(microseconds / MicrosecondsPerSecond);
        output.Append("."u8);
        AppendFraction(output, (int)(microseconds % MicrosecondsPerSecond));
    }

    /// <summary>Writes "192.0.2.1:80" or "[2001:db8::1]:80" and returns its length.</summary>
    public static int WriteEndPoint(Span<byte> output, IPEndPoint endPoint)
    {
        bool isIPv6 = endPoint.AddressFamily is AddressFamily.InterNetworkV6;
        int length = 0;
        if (isIPv6)
        {
            output[length++] = (byte)'[';
        }

        endPoint.Address.TryFormat(output[length..], out int written);
        length += written;
        if (isIPv6)
        {
            output[length++] = (byte)']';
        }

        output[length++] = (byte)':';
        endPoint.Port.TryFormat(output[length..], out written);
        return length + written;
    }

    private static void AppendFraction(LogBuffer output, int microseconds)
    {
        Span<byte> digits = stackalloc byte[FractionDigits];
        int length = 1;
        for (int i = FractionDigits - 1; i >= 0; i--)
        {
            int digit = microseconds % 10;
            microseconds /= 10;
            digits[i] = (byte)('0' + digit);
            length = digit > 0 ? Math.Max(length, i + 1) : length;
        }

        output.Append(digits[..length]);
    }
}
