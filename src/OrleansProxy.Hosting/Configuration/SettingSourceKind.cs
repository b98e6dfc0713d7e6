namespace OrleansProxy.Hosting.Configuration;

/// <summary>What sort of place settings come from.</summary>
internal enum SettingSourceKind
{
    /// <summary>A file of ours alone: every section in it must be known.</summary>
    File,

    /// <summary>The environment, which holds other programs' variables too.</summary>
    Environment,

    /// <summary>The command line.</summary>
    CommandLine,
}
