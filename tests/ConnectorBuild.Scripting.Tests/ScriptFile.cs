namespace ConnectorBuild.Scripting.Tests;

/// <summary>The scripts beside the tests, each compiled once.</summary>
internal static class ScriptFile
{
    private static readonly Lazy<ScriptHost> ParcelsHost = new(() => ScriptHost.Compile(PathOf("parcels.csx")));
    private static readonly Lazy<ScriptHost> McpHost = new(() => ScriptHost.Compile(PathOf("mcp.csx")));

    public static ScriptHost Parcels => ParcelsHost.Value;

    public static ScriptHost Mcp => McpHost.Value;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);
}
