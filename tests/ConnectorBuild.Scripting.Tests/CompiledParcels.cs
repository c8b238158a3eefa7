using ConnectorBuild.CustomCode;

namespace ConnectorBuild.Scripting.Tests;

/// <summary>parcels.csx as a build compiles it: against .NET Standard 2.0, into a file.</summary>
public sealed class CompiledParcels : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cbscript-").FullName;

    public CompiledParcels()
    {
        Assembly = Path.Combine(_folder, "Script.dll");
        var path = ScriptFile.PathOf("parcels.csx");
        var compilation = new ScriptCompiler(Scripting).CompileTo(path, File.ReadAllText(path), Assembly, TestContext.Current.CancellationToken);
        Xunit.Assert.Empty(compilation.Errors);
        Xunit.Assert.Empty(compilation.Unproved);
    }

    /// <summary>The folder that the tool has beside it.</summary>
    public static string Scripting { get; } = Path.Combine(AppContext.BaseDirectory, "scripting");

    /// <summary>The program that runs the tests' own runtime.</summary>
    public static string DotNet { get; } =
        Path.GetFullPath(
            Path.Combine(
                System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
                OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public string Assembly { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
