using System.Globalization;

namespace OrleansProxy.Robust;

/// <summary>What the command line asks for.</summary>
/// <param name="Server">The built program.</param>
/// <param name="Only">The scenarios to run; null for all.</param>
/// <param name="Rounds">Rounds of aborted connections.</param>
/// <param name="Aborts">Connections in a round.</param>
/// <param name="Seed">Where the random moments begin.</param>
internal sealed record HammerOptions(string Server, string[]? Only, int Rounds, int Aborts, int Seed)
{
    public const string Usage = "usage: --ours FILE [--only aborts,slow,origins,descriptors,dns,stop] [--rounds 5] [--aborts 20000] [--seed 1]";

    /// <summary>Reads the command line; null when it cannot be understood.</summary>
    public static HammerOptions? Parse(string[] words)
    {
        var options = new HammerOptions("", null, 5, 20_000, 1);
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            string value = words[i + 1];
            switch (words[i])
            {
                case "--ours": options = options with { Server = Path.GetFullPath(value) }; break;
                case "--only": options = options with { Only = value.Split(',') }; break;
                case "--rounds": options = options with { Rounds = Number(value) }; break;
                case "--aborts": options = options with { Aborts = Number(value) }; break;
                case "--seed": options = options with { Seed = Number(value) }; break;
                default: return null;
            }
        }

        return words.Length % 2 == 0 && File.Exists(options.Server) ? options : null;
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
