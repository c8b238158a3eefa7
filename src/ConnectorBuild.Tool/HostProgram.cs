using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.CustomCode.Compiler;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool;

/// <summary>The program <c>dotnet</c>, for what no native program can do: evaluate MSBuild projects, compile and run scripts, start an API.</summary>
internal static class HostProgram
{
    /// <summary>The program; <c>dotnet</c> where it was not found, so that starting it fails with the system's own words.</summary>
    public static string PathOrName => DotNetHost.Find() ?? "dotnet";

    /// <summary>The program.</summary>
    /// <param name="purpose">The half sentence that says what it is needed for.</param>
    /// <exception cref="ConnectorException">CB9027.</exception>
    public static string Require(string purpose) => DotNetHost.Find() ?? throw new ConnectorException(new Diagnostic(
        DeploymentDiagnostics.NoDotNetHost,
        $"The program 'dotnet' was not found, and {purpose}. Nothing was changed. Install the .NET SDK 10.0.100 or later, and put "
            + "its folder on the path, or name the folder in the environment variable DOTNET_ROOT."));
}
