using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Build task: writes out the one script among an assembly's embedded resources (ECMA-335, II.24.2.4 and II.25). The task
/// compiler knows only netstandard, so the few fields on the way there are read by hand.
/// </summary>
public sealed class ExtractScript : Task
{
    private const int CliHeaderDirectory = 14;
    private const uint ResourceTableMagic = 0xBEEFCACE;

    /// <summary>The assembly that holds the script.</summary>
    [Required]
    public string Assembly { get; set; }

    /// <summary>The file to write.</summary>
    [Required]
    public string Destination { get; set; }

    /// <inheritdoc />
    public override bool Execute()
    {
        using (var reader = new BinaryReader(File.OpenRead(Assembly)))
        {
            byte[] script = FindScript(reader);
            if (script == null)
            {
                Log.LogError("{0} holds no script.", Assembly);
                return false;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Destination)));
            File.WriteAllBytes(Destination, script);
            return true;
        }
    }

    /// <summary>Each resource is its length and its bytes, the next one on a multiple of 8; text tables start with a magic number.</summary>
    private static byte[] FindScript(BinaryReader reader)
    {
        long coff = ReadAt(reader, 0x3C) + 4;
        long optional = coff + 20;
        bool wide = (ReadAt(reader, optional) & 0xFFFF) == 0x20B;
        long directories = optional + (wide ? 112 : 96);
        long cli = ToOffset(reader, coff, ReadAt(reader, directories + (CliHeaderDirectory * 8)));
        long start = ToOffset(reader, coff, ReadAt(reader, cli + 24));
        long end = start + ReadAt(reader, cli + 28);
        for (long at = start; at + 4 < end;)
        {
            uint length = ReadAt(reader, at);
            byte[] bytes = reader.ReadBytes((int)length);
            if (length > 4 && System.BitConverter.ToUInt32(bytes, 0) != ResourceTableMagic
                && Encoding.UTF8.GetString(bytes).Contains("Blazor"))
            {
                return bytes;
            }

            at += (4 + length + 7) / 8 * 8;
        }

        return null;
    }

    private static long ToOffset(BinaryReader reader, long coff, uint address)
    {
        long sections = coff + 20 + (ReadAt(reader, coff + 16) & 0xFFFF);
        uint count = ReadAt(reader, coff) >> 16;
        for (long at = sections; at < sections + (count * 40); at += 40)
        {
            uint first = ReadAt(reader, at + 12);
            if (address >= first && address < first + ReadAt(reader, at + 16))
            {
                return address - first + ReadAt(reader, at + 20);
            }
        }

        throw new InvalidDataException("The address is in no section.");
    }

    private static uint ReadAt(BinaryReader reader, long offset)
    {
        reader.BaseStream.Position = offset;
        return reader.ReadUInt32();
    }
}
