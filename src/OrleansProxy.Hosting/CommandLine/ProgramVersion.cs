using System.Reflection;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>Which version this is.</summary>
internal static class ProgramVersion
{
    /// <summary>Product and version.</summary>
    public static string Text => "OrleansProxy " + Number;

    /// <summary>The version alone, without the commit that a build appends.</summary>
    public static string Number { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
