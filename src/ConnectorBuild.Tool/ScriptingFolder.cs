using ConnectorBuild.CustomCode;

namespace ConnectorBuild.Tool;

/// <summary>The folder beside the tool with what scripts are compiled against, and the process that runs them.</summary>
internal static class ScriptingFolder
{
    /// <summary>Compiles scripts against what is in the folder.</summary>
    public static ScriptCompiler Compiler { get; } = new(Path.Combine(AppContext.BaseDirectory, "scripting"));

    /// <summary>The program that runs scripts.</summary>
    public static string Runner { get; } = Path.Combine(AppContext.BaseDirectory, "scripting", "ConnectorBuild.ScriptRunner.dll");
}
