using System.Reflection;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>Which version this is.</summary>
internal static class ProgramVersion
{
    /// <summary>Product and version, without the commit that a build appends.</summary>
    public static string Text { get; } = "OrleansProxy " + typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
